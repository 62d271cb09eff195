/** Words of a text for peers: lower case, whole identifiers and their parts. */
export function splitWords(text: string): string[] {
  return [...text.matchAll(/[\p{L}\p{N}_$]+/gu)].flatMap(([word]) => {
    const parts = word
      .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
      .split(/[ _$]+/)
      .filter((part) => part.length > 1);
    return (parts.length > 1 ? [word, ...parts] : [word]).map((each) => each.toLowerCase());
  });
}

/** The words of a question, each once. */
export function questionWords(question: string): string[] {
  return [...new Set(splitWords(question))].filter((word) => word.length > 1 && !STOP.has(word)).slice(0, 48);
}

const STOP = new Set(
  'a about an and are as at be been but by can could did do does for from had has have how i if in into is it its me my no not of on or our should so some than that the their them then there these they this to up use used using was we were what when where which while who why will with would you your'.split(
    ' ',
  ),
);
