/** A copy of a text that was cut out of a longer one: a slice would keep all of that in memory. */
export function detached(slice: string): string {
  return JSON.parse(JSON.stringify(slice)) as string;
}
