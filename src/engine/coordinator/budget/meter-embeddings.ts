import type { EmbeddingMeter } from '../../ports/embedder.ts';
import type { Purse } from './purse.ts';

/** Under whose name embeddings stand in reports and in `wee.budget.agents`. */
export const PAYER = 'embeddings';

/** Embeddings count in the budgets per day and month of everybody, and have those of their own; they belong to no question. Their price is not known. */
export function meterEmbeddings(purse: Purse): EmbeddingMeter {
  return async (expected) => {
    await purse.ready();
    const day = purse.today();
    const book = (tokens: number, requests: number): void =>
      purse.book({ day, agent: PAYER, tokens, cost: 0, requests });
    purse.alone(() => {
      purse.check(PAYER, undefined, { tokens: expected, cost: 0 });
      book(expected, 0);
    });
    let isOpen = true;
    const end = (tokens: number, requests: number): void => {
      if (isOpen) book(tokens - expected, requests);
      isOpen = false;
    };
    return { settle: (tokens = expected) => end(tokens, 1), refund: () => end(0, 0) };
  };
}
