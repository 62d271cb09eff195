import type { Asked } from './asked-of-documents.ts';
import { Beginnings } from './beginnings.ts';
import type { Passage } from './read-passages.ts';
import { formsOf, stemOf } from './same-word.ts';

/** Share of what the question asks, by weight, that a passage has to hold. */
const LEAST = 0.45;
/** Words at which a long passage, which holds every word by chance, counts half; and from which a short one says something. */
const HALF_AT = 300;
const SHORT = 10;
/** What a word adds that stands right behind the one before it in the question. */
const PAIRED = 0.5;
/** What being the first passage of a document with that title, and standing in a file that is called so, adds. */
const BEGINS = 0.6;
const NAMED = 0.4;
/** What a heading adds that stands directly above, and how much more one of nothing else; then what any other heading above adds. */
const HEADED = 0.6;
const WHOLLY_HEADED = 0.4;
const SOMEWHERE_BELOW = 0.4;

/** Passages of a document, to be looked through for many questions. */
export interface Passages {
  readonly all: readonly Passage[];
  /** How the words of each and of its headings begin. */
  readonly beginnings: Beginnings;
}

/**
 * Tells how well a passage of the file of that name, by its place, fits what is asked, by what it and its headings hold alone; 0 for
 * not at all.
 */
export function passageFit({ weights, names }: Asked): (passages: Passages, at: number, fileName: string) => number {
  const subject = [...weights].map(([word, weight]) => ({
    word,
    weight,
    name: names.includes(word),
    mark: Beginnings.mark(stemOf(word)),
    fits: names.includes(word) ? (one: string) => one === word : formsOf(word),
    isForm: formsOf(word),
  }));
  const weigh = (words: Iterable<string>): number =>
    [...words].reduce((sum, word) => sum + (weights.get(word) ?? 0), 0);
  const heldBy = (words: readonly string[]): readonly string[] =>
    subject.filter(({ fits }) => words.some(fits)).map(({ word }) => word);
  const total = weigh(weights.keys());
  /** Whether it may hold enough: most passages need no look at their words. */
  const mayFit = (beginnings: Beginnings, at: number): boolean => {
    let most = 0;
    let named = names.length === 0;
    for (const { mark, weight, name } of subject) {
      if (!beginnings.mayHave(at, mark)) continue;
      most += weight;
      named ||= name;
    }
    // Sums of the same in another order differ a little.
    return named && most > LEAST * total - 0.001;
  };
  return ({ all: passages, beginnings }, at, fileName) => {
    const passage = passages[at];
    if (passage === undefined || !mayFit(beginnings, at)) return 0;
    const { text, headings, opens, code } = passage;
    const title = opens ? (headings.at(-1) ?? '') : '';
    // The first passage under a heading is about what the heading names, in whatever words.
    const titleWords = wordsIn(title);
    const words = [...titleWords, ...wordsIn(text)];
    const held = heldBy(words);
    const titled = heldBy(titleWords);
    const above = heldBy(wordsIn((opens ? headings.slice(0, -1) : headings).join(' ')));
    const again = above.filter((word) => titled.includes(word));
    const all = new Set([...held, ...above]);
    if (held.length === 0 || weigh(all) < LEAST * total) return 0;
    if (names.length > 0 && !names.some((name) => all.has(name))) return 0;
    const pairs = subject.filter(({ isForm }, at) => at > 0 && follows(words, subject[at - 1]?.isForm, isForm));
    const said =
      weigh(held) + PAIRED * weigh(pairs.map(({ word }) => word)) + SOMEWHERE_BELOW * (weigh(above) - weigh(again) / 2);
    const wholly = titled.length / Math.max(1, titleWords.length);
    const called =
      (HEADED + WHOLLY_HEADED * wholly + (headings.length === 1 ? BEGINS : 0)) * weigh(titled) +
      NAMED * weigh(heldBy(wordsIn(fileName)));
    const short = code === undefined ? Math.min(1, words.length / SHORT) : 1;
    return (short * (said / (1 + words.length / HALF_AT) + called)) / total;
  };
}

/** Words as they stand, and the parts of names with a dot: `res.cookie` is `res`, `cookie`. */
function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];
}

type IsForm = (word: string) => boolean;

function follows(words: readonly string[], first: IsForm | undefined, second: IsForm): boolean {
  return words.some((word, at) => at > 0 && second(word) && first?.(words[at - 1] ?? ''));
}
