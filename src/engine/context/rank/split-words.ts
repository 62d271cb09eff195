const STOP = new Set(
  'a about an and are as at be been but by can could did do does for from had has have how i if in into is it its me my no not of on or our should so some than that the their them then there these they this to up use used using was we were what when where which while who why will with would you your'.split(
    ' ',
  ),
);

/** Characters of the longest word that is kept. */
const LONGEST_WORD = 128;

/** Every word of a text as the index knows it: whole identifiers and their camelCase and snake_case parts, lower case. */
export function splitWords(text: string): string {
  const words: string[] = [];
  for (const [word] of text.matchAll(/[\p{L}\p{N}_$]+/gu)) {
    // Longer ones are data, not names, and taking them apart would cost the square of their length.
    if (word.length > LONGEST_WORD) continue;
    words.push(word);
    const parts = partsOf(word);
    if (parts.length > 1) words.push(...parts);
  }
  return words.join(' ').toLowerCase();
}

/** The words of a question worth searching for: no stop words, each once, at most `limit`, in order. */
export function queryWords(question: string, limit: number): string[] {
  const words = splitWords(question).split(' ');
  return [...new Set(words)].filter((word) => word.length > 1 && !STOP.has(word)).slice(0, limit);
}

function partsOf(word: string): string[] {
  return word
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[ _$]+/)
    .filter((part) => part.length > 1);
}
