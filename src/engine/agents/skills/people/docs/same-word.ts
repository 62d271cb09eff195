import { agree } from '../../text/question-words.ts';

/** Whether two words, lower case, are forms of one: `ignoring` and `ignore`, `validate` and `validation`. */
export function sameWord(a: string, b: string): boolean {
  return a === b || (a.charCodeAt(0) === b.charCodeAt(0) && (agree(a, b) || agree(stemOf(a), stemOf(b))));
}

/** A word without the ending of a verb's form or of a noun that is made of it, four letters or more; shorter words as they are. */
export function stemOf(word: string): string {
  return word.replace(/(?<=^.{4,})(?:ations?|ings?|ions?|ies|ed|es|e|s|y)$/u, '');
}
