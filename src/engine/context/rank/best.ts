import { firstOf } from '../index/first-of.ts';

/** Keys of the highest values above zero, highest first, equal ones by name. */
export function best(scores: ReadonlyMap<string, number>, limit: number): string[] {
  const found: (readonly [string, number])[] = [];
  for (const one of scores) if (one[1] > 0) found.push(one);
  return firstOf(found, limit, (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([path]) => path);
}
