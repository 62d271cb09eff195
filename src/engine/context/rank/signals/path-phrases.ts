import type { Query } from '../query/read-query.ts';
import { wordsOfPath } from '../terms/words-of-name.ts';

/** Two words that stand side by side in the question. */
interface Pair {
  readonly said: string;
  /** As paths may have them, without anything between. */
  readonly forms: readonly string[];
  readonly weight: number;
}

/** Words that are side by side in the question and in a path, however they are joined there: `query string` in `lib/querystring.js`. */
export class PathPhrases {
  readonly #pairs: readonly Pair[];

  constructor({ pairs }: Query) {
    this.#pairs = pairs.map(([one, next]) => ({
      said: `${one.written} ${next.written}`,
      forms: shortest([one.written + next.written, one.word + next.word]),
      weight: Math.min(one.weight, next.weight, 1),
    }));
  }

  /** What the pairs of this path weigh. */
  score(path: string): number {
    const { letters } = wordsOfPath(path);
    let sum = 0;
    for (const pair of this.#pairs) if (isIn(letters, pair)) sum += pair.weight;
    return sum;
  }

  /** The pairs of this path, as the question has them. */
  said(path: string): string[] {
    const { letters } = wordsOfPath(path);
    return this.#pairs.filter((pair) => isIn(letters, pair)).map(({ said }) => said);
  }
}

function isIn(letters: string, { forms }: Pair): boolean {
  for (const form of forms) if (letters.includes(form)) return true;
  return false;
}

/** Without the ones that begin as another does: where they stand, it stands. */
function shortest(forms: readonly string[]): string[] {
  return [...new Set(forms)].filter((form) => !forms.some((other) => other !== form && form.startsWith(other)));
}
