/** What of a context makes a question harder. */
export interface Weighed {
  readonly tokens: number;
  /** Tokens that it might have. */
  readonly budget: number;
  readonly files: readonly unknown[];
}

/** Work that takes reasoning over several places at once. */
const DEMANDING =
  /\b(?:refactor|redesign|design|migrate|rewrite|implement|architecture|compare|trade-?offs?|root cause|deadlock|race|why)\b/gi;

/**
 * How hard a question is, from 0 to 10, one digit after the point: up to 2 for its length (60 words a point), 3 for how much of
 * the budget its context fills, 2 for the files it touches (10 a point), 2 for demanding work asked for (a point a word), and 1
 * for the conversation before it. Above 7 a specialist is looked for.
 * @param turns of conversation before it. @returns the figure for its context, which comes later.
 */
export function complexityOf(question: string, turns: number): (context: Weighed) => number {
  // A word is about six characters; counting them exactly would read the text once more.
  const length = Math.min(2, question.length / 360);
  const demands = Math.min(2, question.slice(0, 4_000).match(DEMANDING)?.length ?? 0);
  const conversation = Math.min(1, turns / 5);
  return ({ tokens, budget, files }) => {
    const context = Math.min(3, (3 * tokens) / Math.max(1, budget));
    const spread = Math.min(2, files.length / 10);
    return Math.round((length + context + spread + demands + conversation) * 10) / 10;
  };
}
