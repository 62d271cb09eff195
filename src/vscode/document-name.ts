/** A question as the name of a document: its first words, without what no path may hold. */
export function documentName(question: string): string {
  const words = question.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return words.slice(0, 40).trim() || 'question';
}
