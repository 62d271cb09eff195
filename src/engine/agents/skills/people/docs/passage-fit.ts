import type { Asked } from './asked-of-documents.ts';
import type { Passage } from './read-passages.ts';
import { sameWord, stemOf } from './same-word.ts';

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

/** Tells how well a passage of the file of that name fits what is asked, by what it and its headings hold alone; 0 for not at all. */
export function passageFit({ weights, names }: Asked): (passage: Passage, fileName: string) => number {
  const subject = [...weights.keys()];
  const begins = subject.map((word) => stemOf(word).slice(0, 4));
  const weigh = (words: Iterable<string>): number =>
    [...words].reduce((sum, word) => sum + (weights.get(word) ?? 0), 0);
  const heldBy = (words: readonly string[]): readonly string[] =>
    subject.filter((word) => words.some((one) => (names.includes(word) ? one === word : sameWord(word, one))));
  const total = weigh(subject);
  return ({ text, headings, opens, code }, fileName) => {
    const title = opens ? (headings.at(-1) ?? '') : '';
    if (!mayHold(`${title} ${text}`, begins)) return 0;
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
    const pairs = subject.filter((word, at) => at > 0 && follows(words, subject[at - 1] ?? '', word));
    const said = weigh(held) + PAIRED * weigh(pairs) + SOMEWHERE_BELOW * (weigh(above) - weigh(again) / 2);
    const wholly = titled.length / Math.max(1, titleWords.length);
    const called =
      (HEADED + WHOLLY_HEADED * wholly + (headings.length === 1 ? BEGINS : 0)) * weigh(titled) +
      NAMED * weigh(heldBy(wordsIn(fileName)));
    const short = code === undefined ? Math.min(1, words.length / SHORT) : 1;
    return (short * (said / (1 + words.length / HALF_AT) + called)) / total;
  };
}

/** Whether one of these beginnings of words stands in it: most paragraphs need no look at their words. */
function mayHold(text: string, begins: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return begins.some((one) => lower.includes(one));
}

/** Words as they stand, and the parts of names with a dot: `res.cookie` is `res`, `cookie`. */
function wordsIn(text: string): readonly string[] {
  return [...text.toLowerCase().matchAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu)].map(([word]) => word);
}

function follows(words: readonly string[], first: string, second: string): boolean {
  return words.some((word, at) => at > 0 && sameWord(second, word) && sameWord(first, words[at - 1] ?? ''));
}
