/** A word without the ending of a plural. */
export function singular(word: string): string {
  return word.length > 4 ? word.replace(/(?<!s)s$/, '') : word;
}
