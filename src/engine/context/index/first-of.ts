/** The first of a list as sorting it would have them, without sorting the rest. `compare` calls no two of them equal. */
export function firstOf<T>(list: readonly T[], limit: number, compare: (a: T, b: T) => number): T[] {
  if (list.length <= limit) return [...list].sort(compare);
  const first: T[] = list.slice(0, limit).sort(compare);
  for (let at = limit; at < list.length; at++) {
    const one = list[at] as T;
    const last = first[limit - 1] as T;
    if (limit === 0 || compare(last, one) < 0) continue;
    let low = 0;
    let high = limit - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(first[middle] as T, one) < 0) low = middle + 1;
      else high = middle;
    }
    first.splice(low, 0, one);
    first.pop();
  }
  return first;
}
