import type { Finding } from '../../domain/finding.ts';
import type { Definition } from '../../domain/project-view.ts';
import type { Question } from '../../domain/question.ts';
import { WordFinder, type WordLines } from '../../text/word-finder.ts';
import { languageOf } from '../classify/language-of.ts';
import type { RankedFile } from '../rank/ranker.ts';
import type { Redacted } from '../redact/remembered-redact.ts';
import { InUnits, type Scored } from './parts/in-units.ts';
import type { Outline } from './parts/outline.ts';
import { type TextParts, textParts } from './parts/text-parts.ts';
import type { Unit } from './parts/units.ts';
import { valueOfPart } from './parts/value-of-part.ts';
import { packWords } from './question-words.ts';

/** A chosen file, taken apart. */
export interface Candidate {
  readonly ranked: RankedFile;
  readonly rank: number;
  readonly language: string;
  readonly parts: TextParts;
  readonly units: readonly ValuedUnit[];
  readonly outline: Outline;
  /** Secrets replaced in it. */
  readonly redacted: number;
}

export interface ValuedUnit extends Unit {
  /** See `valueOfPart`. */
  readonly value: number;
}

interface Input {
  readonly ranked: readonly RankedFile[];
  readonly question: Question;
  readonly findings: readonly Finding[];
  readonly read: (path: string) => Redacted | undefined;
  readonly definitions: (path: string) => readonly Definition[];
  /** Lines of a file that import something. */
  readonly imports: (path: string) => readonly number[];
}

/** Short words count only where they stand alone. */
const PLACES = { short: 3, most: 300 };
/** Worth of what a unit is told by, beside the words of the question in it (at most 2). */
const NAMED = 1;
const CHUNK = 0.6;
const FOUND = 0.6;
/** Relevance that the best part of a file is taken to have at least: one word says little. */
const LITTLE = 0.3;

/** The chosen files with their parts valued; those that cannot be read are left out. */
export function valueFiles({ ranked, question, findings, read, definitions, imports }: Input): Candidate[] {
  const words = packWords(question);
  const finder = new WordFinder(
    words.map(({ word }) => word),
    PLACES,
  );
  const files = ranked.flatMap((file, rank) => {
    const clean = read(file.path);
    if (clean === undefined) return [];
    const parts = textParts(file.path, clean.text);
    return [{ file, rank, parts, redacted: clean.count, hits: finder.in(parts.lines) }];
  });
  const having = new Map<string, number>();
  for (const { hits } of files) for (const word of hits.keys()) having.set(word, (having.get(word) ?? 0) + 1);
  // A word that all chosen files have does not tell their parts apart.
  const worth = new Map(
    words.map(({ word, weight }) => [word, weight * Math.log(1 + (files.length + 1) / (having.get(word) ?? 1))]),
  );
  return files.map(({ file, rank, parts, redacted, hits }) => {
    const { lines } = parts;
    const language = languageOf(file.path);
    const { units, outline } = parts.cut(language, definitions(file.path));
    const looked = focusOf(question, file.path);
    const inUnits = new InUnits(units);
    const pointed = findings.flatMap(({ sources }) => sources.filter(({ path }) => path === file.path));
    const found = inUnits.highest(pointed.map(({ line, endLine }) => ({ from: line, to: endLine ?? line, score: 1 })));
    const focus = inUnits.highest(looked === undefined ? [] : [looked]);
    const names = inUnits.highest(
      file.definitions.map(({ line, endLine, score }) => ({ from: line, to: endLine, score })),
    );
    let top = 1e-9;
    for (const { score } of file.definitions) if (score > top) top = score;
    const best = file.chunks[0]?.score ?? 1;
    const chunks = inUnits.highest(
      file.chunks.map(({ first, last, score }) => ({ from: first, to: last, score: score / best })),
    );
    const words = inUnits.worth(hits, worth);
    const onLines = worthOfLines(lines.count, hits, worth);
    const importing = inUnits.count(imports(file.path));
    const relevance = new Float64Array(units.length);
    let most = LITTLE;
    for (let at = 0; at < units.length; at++) {
      relevance[at] =
        (words[at] ?? 0) + (NAMED * (names[at] ?? 0)) / top + CHUNK * (chunks[at] ?? 0) + FOUND * (found[at] ?? 0);
      if ((relevance[at] ?? 0) > most) most = relevance[at] ?? 0;
    }
    const signs = { rank, score: file.score / (ranked[0]?.score || 1), chars: lines.text.length };
    const isData = language === 'json' && lines.count > DATA_LINES;
    const valued: ValuedUnit[] = [];
    for (let at = 0; at < units.length; at++) {
      const { from, to } = units[at] as Unit;
      const isLookedAt = focus[at] === 1;
      if (isData && !isLookedAt && !(from > 1 && (relevance[at] ?? 0) > DATA_RELEVANCE)) continue;
      const value = valueOfPart(signs, {
        lines: to - from + 1,
        words: words[at] ?? 0,
        line: highestOf(onLines, from, to),
        relevance: (relevance[at] ?? 0) / most,
        chunk: chunks[at] ?? 0,
        imports: (importing[at] ?? 0) / (to - from + 1),
        found: found[at] === 1,
        focus: isLookedAt,
      });
      valued.push({ from, to, value });
    }
    return { ranked: file, rank, language, parts, units: valued, outline, redacted };
  });
}

/** Lines past which JSON is data: its shape says more than its lines, but for those that the question is about. */
const DATA_LINES = 60;
const DATA_RELEVANCE = 0.6;

/** Lines around a selection or a cursor that belong to what is looked at. */
const AROUND = 10;

function focusOf({ focus }: Question, path: string): Scored | undefined {
  if (focus?.path !== path || focus.from === undefined) return undefined;
  return { from: focus.from - AROUND, to: (focus.to ?? focus.from) + AROUND, score: 1 };
}

/** What share of the question's worth stands on each line of a file: 0 to 1. */
function worthOfLines(count: number, hits: WordLines, worth: ReadonlyMap<string, number>): Float64Array {
  const lines = new Float64Array(count);
  let all = 0;
  for (const value of worth.values()) all += value;
  for (const [word, on] of hits) {
    const share = (worth.get(word) ?? 0) / (all || 1);
    for (const line of on) lines[line - 1] = (lines[line - 1] ?? 0) + share;
  }
  return lines;
}

function highestOf(onLines: Float64Array, from: number, to: number): number {
  let highest = 0;
  for (let at = from - 1; at < to; at++) if ((onLines[at] ?? 0) > highest) highest = onLines[at] ?? 0;
  return highest;
}
