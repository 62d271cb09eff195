/** Keys of the highest values above zero, highest first, equal ones by name. */
export function best(scores: ReadonlyMap<string, number>, limit: number): string[] {
  return [...scores]
    .filter(([, score]) => score > 0)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, limit)
    .map(([path]) => path);
}
