/** Words of a text as they stand, lower case, and the parts of names with a dot: `res.cookie` is `res`, `cookie`. */
export function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];
}
