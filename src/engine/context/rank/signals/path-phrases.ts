import type { Query } from '../query/read-query.ts';
import { lettersIn, type NamedPath, wordsOfPath } from '../terms/words-of-name.ts';

/** Two words that stand side by side in the question. */
interface Pair {
  readonly said: string;
  /** As paths may have them, without anything between. */
  readonly forms: readonly string[];
  /** The letters that all of them have; see `lettersIn`. */
  readonly mask: number;
  readonly weight: number;
}

/** Words that are side by side in the question and in a path, however they are joined there: `query string` in `lib/querystring.js`. */
export class PathPhrases {
  readonly #pairs: readonly Pair[];

  constructor({ pairs }: Query) {
    this.#pairs = pairs.map(([one, next]) => {
      const forms = shortest([one.written + next.written, one.word + next.word]);
      return {
        said: `${one.written} ${next.written}`,
        forms,
        mask: forms.map(lettersIn).reduce((all, letters) => all & letters),
        weight: Math.min(one.weight, next.weight, 1),
      };
    });
  }

  /** What the pairs of this path weigh. */
  score(path: string): number {
    const named = wordsOfPath(path);
    let sum = 0;
    for (const pair of this.#pairs) if (isIn(named, pair)) sum += pair.weight;
    return sum;
  }

  /** The pairs of this path, as the question has them. */
  said(path: string): string[] {
    const named = wordsOfPath(path);
    return this.#pairs.filter((pair) => isIn(named, pair)).map(({ said }) => said);
  }
}

function isIn({ letters, mask }: NamedPath, { forms, mask: needed }: Pair): boolean {
  if ((mask & needed) !== needed) return false;
  for (const form of forms) if (letters.includes(form)) return true;
  return false;
}

/** Without the ones that begin as another does: where they stand, it stands. */
function shortest(forms: readonly string[]): string[] {
  return [...new Set(forms)].filter((form) => !forms.some((other) => other !== form && form.startsWith(other)));
}
