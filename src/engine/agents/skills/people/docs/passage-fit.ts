import type { Asked } from './asked-of-documents.ts';
import type { Passage } from './read-passages.ts';
import { formsOf, stemOf } from './same-word.ts';
import { WordMarks } from './word-marks.ts';
import { wordsIn } from './words-in.ts';

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
  /** Of the words of each and of its headings. */
  readonly marks: WordMarks;
}

export interface FittingPassage {
  readonly passage: Passage;
  readonly fit: number;
}

/** Finds the passages of a document of that name that fit what is asked, by what each and its headings hold alone. */
export function passageFit({ weights, names }: Asked): (passages: Passages, fileName: string) => FittingPassage[] {
  const subject = [...weights].map(([word, weight]) => {
    const name = names.includes(word);
    return {
      word,
      weight,
      name,
      mark: name ? WordMarks.of(word) : WordMarks.ofBeginning(stemOf(word)),
      fits: name ? (one: string) => one === word : formsOf(word),
      isForm: formsOf(word),
    };
  });
  const weigh = (words: Iterable<string>): number =>
    [...words].reduce((sum, word) => sum + (weights.get(word) ?? 0), 0);
  const heldBy = (words: readonly string[]): readonly string[] =>
    subject.filter(({ fits }) => words.some(fits)).map(({ word }) => word);
  const total = weigh(weights.keys());
  /** Places of those that may hold enough, ascending: most need no look at their words. */
  const mayFit = ({ all, marks }: Passages): number[] => {
    const most = new Float64Array(all.length);
    const named = new Uint8Array(all.length).fill(names.length === 0 ? 1 : 0);
    for (const { mark, weight, name } of subject) {
      for (const at of marks.having(mark)) {
        most[at] = (most[at] ?? 0) + weight;
        if (name) named[at] = 1;
      }
    }
    // Sums of the same in another order differ a little.
    const least = LEAST * total - 0.001;
    const places: number[] = [];
    for (let at = 0; at < most.length; at++) if (named[at] === 1 && (most[at] ?? 0) > least) places.push(at);
    return places;
  };
  const fitOf = ({ text, headings, opens, code }: Passage, called: number): number => {
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
    const headed = (HEADED + WHOLLY_HEADED * wholly + (headings.length === 1 ? BEGINS : 0)) * weigh(titled);
    const short = code === undefined ? Math.min(1, words.length / SHORT) : 1;
    return (short * (said / (1 + words.length / HALF_AT) + (headed + called))) / total;
  };
  return (passages, fileName) => {
    const places = mayFit(passages);
    const called = places.length === 0 ? 0 : NAMED * weigh(heldBy(wordsIn(fileName)));
    return places.flatMap((at) => {
      const passage = passages.all[at];
      const fit = passage === undefined ? 0 : fitOf(passage, called);
      return passage === undefined || fit === 0 ? [] : [{ passage, fit }];
    });
  };
}

type IsForm = (word: string) => boolean;

function follows(words: readonly string[], first: IsForm | undefined, second: IsForm): boolean {
  return words.some((word, at) => at > 0 && second(word) && first?.(words[at - 1] ?? ''));
}
