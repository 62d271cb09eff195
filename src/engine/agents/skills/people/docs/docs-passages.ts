import type { Finding } from '../../../../domain/finding.ts';
import type { Skill, SkillInput } from '../../../../domain/skill.ts';
import { limits } from '../../../../limits.ts';
import { inertText } from '../../../../text/inert-text.ts';
import { TextMemo } from '../../../../text/text-memo.ts';
import { codeSpan } from '../../text/code-span.ts';
import { type Asked, askedOfDocuments } from './asked-of-documents.ts';
import { type Passages, passageFit } from './passage-fit.ts';
import { type Passage, readPassages } from './read-passages.ts';
import { WordMarks } from './word-marks.ts';

/** Documents that are read, the outermost folders first, and characters of them in all. */
const FILES = 200;
const CHARS = 1_500_000;
const TOLD = 4;
const PER_FILE = 2;
/** Share of the best passage's fit from which another is told. */
const NEAR = 0.6;
const QUOTED = 480;

const PROSE = /\.(?:md|mdx|markdown|rst|txt|adoc|asciidoc|org)$|(?:^|\/)README$/i;
const NO_PROSE = /(?:^|\/)(?:LICEN[CS]E|COPYING|NOTICE|AUTHORS|CONTRIBUTORS|requirements|CODE_OF_CONDUCT)[^/]*$/i;
/** What was changed once comes after what is, and counts this share. */
const PAST = 0.4;
/** Share for each folder deeper: the outermost documents say it for the whole project. */
const DEEPER = 0.97;
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
    const perFile = new Map<string, Passage[]>();
    return best
      .filter(({ fit }) => fit >= NEAR * (best[0]?.fit ?? 0))
      .filter(({ path, passage }) => {
        const before = perFile.get(path) ?? [];
        // The items of a list are told with the sentence that announces it.
        if (before.length === PER_FILE || before.some((one) => overlap(one, passage))) return false;
        perFile.set(path, [...before, passage]);
        return true;
      })
      .slice(0, TOLD)
      .map(({ path, passage }, at) => told(path, passage, (asked ? 0.98 : 0.62) - at * 0.01));
  },
};

function askedIn({ question }: SkillInput): Asked {
  return askedOfDocuments(question.text, TOPICS.test(question.text));
}

function overlap(a: Passage, b: Passage): boolean {
  return a.line <= b.endLine && b.line <= a.endLine;
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

/** By each passage alone, so that an edit of another document leaves its fit as it is. */
function rank(input: SkillInput, asked: Asked): readonly Ranked[] {
  const fitting = passageFit(asked);
  const found: Ranked[] = [];
  for (const path of documents(input)) {
    const share = (HISTORY.test(path) ? PAST : 1) * DEEPER ** path.split('/').length;
    const fileName = path.slice(path.lastIndexOf('/') + 1);
    for (const { passage, fit } of fitting(known.of(path, input.view.read(path) ?? '', passagesOf), fileName))
      found.push({ path, passage, fit: share * fit });
  }
  return found.sort(
    (a, b) => b.fit - a.fit || (a.path < b.path ? -1 : a.path > b.path ? 1 : a.passage.line - b.passage.line),
  );
}

/** Of each document. */
const known = new TextMemo<Passages>(limits.documentChars);

function passagesOf(text: string): Passages {
  const all = readPassages(text);
  const marks = new WordMarks(all.map((one) => `${one.headings.join(' ')} ${one.text}`));
  return { all, marks };
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
      // One that is too large leaves the others their room.
      if (chars + bytes > CHARS) return false;
      chars += bytes;
      return true;
    })
    .map(({ path }) => path);
}
