import { LRUCache } from 'lru-cache';
import type { Finding } from '../../../../domain/finding.ts';
import { inertText } from '../../../../domain/inert-text.ts';
import type { Skill, SkillInput } from '../../../../domain/skill.ts';
import { limits } from '../../../../limits.ts';
import { codeSpan } from '../../text/code-span.ts';
import { type Asked, askedOfDocuments } from './asked-of-documents.ts';
import { type Passage, readPassages } from './read-passages.ts';
import { sameWord, stemOf } from './same-word.ts';

/** Documents that are read, the outermost folders first, and characters of them in all. */
const FILES = 200;
const CHARS = 1_500_000;
const TOLD = 4;
const PER_FILE = 2;
/** Share of what the question says, by weight, that a passage has to hold. */
const LEAST = 0.45;
/** Share of the best passage's fit from which another is told. */
const NEAR = 0.6;
const QUOTED = 480;
/** Words at which a long passage, which holds every word by chance, counts half; and from which a short one says something. */
const HALF_AT = 300;
const SHORT = 10;
/** What being the first passage of a document with that title, and standing in a file that is called so, adds. */
const BEGINS = 0.6;
const NAMED = 0.4;

const PROSE = /\.(?:md|mdx|markdown|rst|txt|adoc|asciidoc|org)$|(?:^|\/)README$/i;
const NO_PROSE = /(?:^|\/)(?:LICEN[CS]E|COPYING|NOTICE|AUTHORS|CONTRIBUTORS|requirements|CODE_OF_CONDUCT)[^/]*$/i;
/** What was changed once comes after what is. */
const HISTORY = /(?:^|\/)(?:CHANGE(?:S|LOG)|HISTORY|RELEASES?|NEWS|UPGRADING|MIGRATION)[^/]*$|(?:^|\/)changelogs?\//i;

const TOPICS =
  /\b(?:docs|documents?|documentation|documented|readme|guide|manual|tutorial|changelog|wiki)\b|\bhow (?:do|can|should|would|must) (?:i|we|you|one)\b(?!.*\b(?:tests?|implement|add|fix)\b)|\bhow to\b/i;

/** What the documents say about what is asked: the paragraphs that hit, with the code that they show. */
export const docsPassages: Skill = {
  id: 'docs-passages',
  title: 'passages about this',
  topics: TOPICS,
  looksAt: (input) => (askedIn(input).weights.size === 0 ? [] : documents(input)),
  find(input) {
    const asked = TOPICS.test(input.question.text);
    const about = askedIn(input);
    if (about.weights.size === 0) return [];
    const best = rank(input, about);
    const perFile = new Map<string, number>();
    return best
      .filter(({ fit }) => fit >= NEAR * (best[0]?.fit ?? 0))
      .filter(({ path }) => {
        perFile.set(path, (perFile.get(path) ?? 0) + 1);
        return (perFile.get(path) ?? 0) <= PER_FILE;
      })
      .slice(0, TOLD)
      .map(({ path, passage }, at) => told(path, passage, (asked ? 0.98 : 0.62) - at * 0.01));
  },
};

function askedIn({ question }: SkillInput): Asked {
  return askedOfDocuments(question.text, TOPICS.test(question.text));
}

function told(path: string, { line, endLine, headings, text, code }: Passage, weight: number): Finding {
  const heading = headings.at(-1);
  const place = codeSpan(`${path}:${line}`);
  return {
    skill: 'docs-passages',
    title: heading === undefined ? `${place} says` : `${place} says under “${inertText(heading, 80)}”`,
    detail: inertText(text, QUOTED),
    ...(code !== undefined && { excerpt: code }),
    weight,
    sources: [{ path, line, endLine }],
  };
}

interface Ranked {
  readonly path: string;
  readonly passage: Passage;
  readonly fit: number;
}

/** How well each passage fits, by what it and its headings hold alone: an edit of another document leaves it as it is. */
function rank(input: SkillInput, { weights, names }: Asked): readonly Ranked[] {
  const subject = [...weights.keys()];
  const begins = subject.map((word) => stemOf(word).slice(0, 4));
  const weigh = (words: Iterable<string>): number =>
    [...words].reduce((sum, word) => sum + (weights.get(word) ?? 0), 0);
  const heldBy = (words: readonly string[]): readonly string[] =>
    subject.filter((word) => words.some((one) => sameWord(word, one)));
  const total = weigh(subject);
  return documents(input)
    .flatMap((path) => {
      const called = weigh(heldBy(wordsIn(path.slice(path.lastIndexOf('/') + 1))));
      const ofHistory = HISTORY.test(path) ? 0.4 : 1;
      return passagesOf(input.view.read(path) ?? '').flatMap((passage) => {
        const heading = passage.opens ? (passage.headings.at(-1) ?? '') : '';
        if (!mayHold(`${heading} ${passage.text}`, begins)) return [];
        const words = wordsIn(passage.text);
        const held = heldBy(words);
        const headed = heldBy(wordsIn(passage.headings.join(' ')));
        const both = new Set([...held, ...headed]);
        // The first passage under a heading is what the heading names, in whatever words.
        if (held.length === 0 && heldBy(wordsIn(heading)).length === 0) return [];
        if (weigh(both) < LEAST * total) return [];
        if (names.length > 0 && !names.some((name) => both.has(name))) return [];
        const pairs = subject.filter((word, at) => at > 0 && follows(words, subject[at - 1] ?? '', word));
        const about = weigh(held) + (passage.opens ? 0.8 : 0.4) * weigh(headed) + 0.5 * weigh(pairs);
        const opening = passage.opens && passage.headings.length === 1 ? BEGINS * weigh(headed) : 0;
        const short = passage.code === undefined ? Math.min(1, words.length / SHORT) : 1;
        const share = (ofHistory * short) / (1 + words.length / HALF_AT);
        return [{ path, passage, fit: (share * (about + opening + NAMED * called)) / total }];
      });
    })
    .sort((a, b) => b.fit - a.fit || (a.path < b.path ? -1 : a.path > b.path ? 1 : a.passage.line - b.passage.line));
}

/** Paragraphs by the text of their document: documents seldom change, and are asked again and again. */
const known = new LRUCache<string, readonly Passage[]>({
  maxSize: limits.documentChars,
  sizeCalculation: (_, text) => 1 + text.length,
});

function passagesOf(text: string): readonly Passage[] {
  const passages = known.get(text) ?? readPassages(text);
  known.set(text, passages);
  return passages;
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

/** The prose of the project, the outermost first. */
function documents({ view }: SkillInput): readonly string[] {
  const depth = (path: string): number => path.split('/').length;
  const paths = view
    .files()
    .filter(({ kind, path }) => kind === 'docs' && PROSE.test(path) && !NO_PROSE.test(path))
    .sort((a, b) => Number(HISTORY.test(a.path)) - Number(HISTORY.test(b.path)) || depth(a.path) - depth(b.path));
  let chars = 0;
  return paths
    .slice(0, FILES)
    .filter(({ bytes }) => {
      chars += bytes;
      return chars <= CHARS;
    })
    .map(({ path }) => path);
}
