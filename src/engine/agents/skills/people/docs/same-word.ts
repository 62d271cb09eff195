import { agree } from '../../text/question-words.ts';

/** Tells of words, lower case, whether they are forms of this one: `ignoring` and `ignore`, `validate` and `validation`. */
export function formsOf(word: string): (other: string) => boolean {
  const first = word.charCodeAt(0);
  const stem = stemOf(word);
  return (other) =>
    other.charCodeAt(0) === first && (other === word || agree(word, other) || agree(stem, stemOf(other)));
}

/** A word without the ending of a verb's form or of a noun that is made of it, four letters or more; shorter words as they are. */
export function stemOf(word: string): string {
  return word.replace(/(?<=^.{4,})(?:ations?|ings?|ions?|ies|ed|es|e|s|y)$/u, '');
}
