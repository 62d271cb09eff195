import type { Finding } from '../../domain/finding.ts';
import type { Definition } from '../../domain/project-view.ts';
import type { Question } from '../../domain/question.ts';
import { WordFinder, type WordLines } from '../../text/word-finder.ts';
import { languageOf } from '../classify/language-of.ts';
import type { RankedFile } from '../rank/ranker.ts';
import type { Redacted } from '../redact/remembered-redact.ts';
import type { Outline } from './outline.ts';
import { packWords } from './question-words.ts';
import { type TextParts, textParts } from './text-parts.ts';
import type { Unit } from './units.ts';
import { valueOfPart } from './value-of-part.ts';

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
/** Lines of a part that count for a word. */
const TIMES = 4;

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
    const parts = textParts(clean.text);
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
    const { units, outline } = parts.cut(file.path, language, definitions(file.path));
    const looked = focusOf(question, file.path);
    const found = findings.flatMap(({ sources }) => sources.filter(({ path }) => path === file.path));
    const names = file.definitions.map(({ line, endLine, score }) => ({ from: line, to: endLine, score }));
    const top = Math.max(1e-9, ...names.map(({ score }) => score));
    const best = file.chunks[0]?.score ?? 1;
    const chunks = file.chunks.map(({ first, last, score }) => ({ from: first, to: last, score: score / best }));
    const wordsIn = worthInUnits(units, hits, worth);
    const onLines = worthOfLines(lines.count, hits, worth);
    const importsIn = countIn(units, imports(file.path));
    const known = units.map((unit, at) => {
      const touches = (from: number, to: number): boolean => from <= unit.to && to >= unit.from;
      const words = wordsIn[at] ?? 0;
      const chunk = highestIn(unit, chunks);
      const points = found.some(({ line, endLine }) => touches(line, endLine ?? line));
      return {
        lines: unit.to - unit.from + 1,
        words,
        line: highestOf(onLines, unit),
        chunk,
        found: points,
        focus: looked !== undefined && touches(looked[0], looked[1]),
        imports: (importsIn[at] ?? 0) / (unit.to - unit.from + 1),
        relevance: words + (NAMED * highestIn(unit, names)) / top + CHUNK * chunk + (points ? FOUND : 0),
      };
    });
    const most = Math.max(LITTLE, ...known.map(({ relevance }) => relevance));
    const signs = { rank, score: file.score / (ranked[0]?.score || 1), chars: lines.text.length };
    const isData = language === 'json' && lines.count > DATA_LINES;
    const valued = units.flatMap(({ from, to }, at): ValuedUnit[] => {
      const part = known[at];
      if (part === undefined) return [];
      if (isData && !part.focus && !(from > 1 && part.relevance > DATA_RELEVANCE)) return [];
      return [{ from, to, value: valueOfPart(signs, { ...part, relevance: part.relevance / most }) }];
    });
    return { ranked: file, rank, language, parts, units: valued, outline, redacted };
  });
}

/** The highest score of what touches a unit; 0 where nothing does. */
function highestIn(unit: Unit, spans: readonly (Unit & { readonly score: number })[]): number {
  let highest = 0;
  for (const { from, to, score } of spans) if (score > highest && from <= unit.to && to >= unit.from) highest = score;
  return highest;
}

/** Lines past which JSON is data: its shape says more than its lines, but for those that the question is about. */
const DATA_LINES = 60;
const DATA_RELEVANCE = 0.6;

/** Lines around a selection or a cursor that belong to what is looked at. */
const AROUND = 10;

function focusOf({ focus }: Question, path: string): readonly [number, number] | undefined {
  if (focus?.path !== path || focus.from === undefined) return undefined;
  return [focus.from - AROUND, (focus.to ?? focus.from) + AROUND];
}

/** What share of the question's worth stands in each unit, and how often: 0 to 1. */
function worthInUnits(units: readonly Unit[], hits: WordLines, worth: ReadonlyMap<string, number>): Float64Array {
  const sums = new Float64Array(units.length);
  let all = 0;
  for (const [word, value] of worth) {
    all += value;
    const lines = hits.get(word);
    if (lines === undefined) continue;
    let line = 0;
    for (let at = 0; at < units.length && line < lines.length; at++) {
      const end = units[at]?.to ?? 0;
      const first = line;
      while (line < lines.length && (lines[line] ?? 0) <= end) line++;
      const times = Math.min(TIMES, line - first);
      sums[at] = (sums[at] ?? 0) + value * (times / (times + 0.5));
    }
  }
  if (all !== 0) for (let at = 0; at < sums.length; at++) sums[at] = (2 * (sums[at] ?? 0)) / all;
  return sums;
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

function highestOf(onLines: Float64Array, { from, to }: Unit): number {
  let highest = 0;
  for (let at = from - 1; at < to; at++) highest = Math.max(highest, onLines[at] ?? 0);
  return highest;
}

/** How many of the lines stand in each unit. */
function countIn(units: readonly Unit[], lines: readonly number[]): Uint32Array {
  const counts = new Uint32Array(units.length);
  for (const line of lines) {
    const at = unitWith(units, line);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

/** Which unit a line is in. */
function unitWith(units: readonly Unit[], line: number): number {
  let low = 0;
  let high = units.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((units[middle]?.to ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}
