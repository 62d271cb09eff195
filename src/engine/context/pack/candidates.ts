import type { Finding } from '../../domain/finding.ts';
import type { Definition } from '../../domain/project-view.ts';
import type { Question } from '../../domain/question.ts';
import { languageOf } from '../classify/language-of.ts';
import type { RankedFile } from '../rank/ranker.ts';
import type { Redacted } from '../redact/remembered-redact.ts';
import { isLockFile, type OutlineEntry, outlineOf, stubOf } from './outline.ts';
import type { PartCounts } from './part-counts.ts';
import { findWords, packWords, type WordLines } from './question-words.ts';
import { textParts } from './text-parts.ts';
import { splitUnits, type Unit } from './units.ts';
import { valueOfPart } from './value-of-part.ts';

/** A chosen file, taken apart. */
export interface Candidate {
  readonly ranked: RankedFile;
  readonly rank: number;
  readonly language: string;
  readonly text: string;
  readonly lines: readonly string[];
  readonly units: readonly ValuedUnit[];
  readonly outline: readonly OutlineEntry[];
  readonly stub: string;
  /** Secrets replaced in it. */
  readonly redacted: number;
  /** Of its text; see `print`. */
  readonly print: string;
  /** Of its text. */
  readonly parts: PartCounts;
}

export interface ValuedUnit extends Unit {
  /** How much it says about the question, about 0 to 3: for comparing it with others of its file. */
  readonly relevance: number;
  /** The developer looks at it. */
  readonly focus: boolean;
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

/** Worth of what a unit is told by, beside the words of the question in it (at most 2). */
const NAMED = 1;
const CHUNK = 0.6;
const FOUND = 0.6;
/** Relevance that the best part of a file is taken to have at least: one word says little. */
const LITTLE = 0.3;

/** The chosen files with their parts valued; those that cannot be read are left out. */
export function valueFiles({ ranked, question, findings, read, definitions, imports }: Input): Candidate[] {
  const words = packWords(question);
  const files = ranked.flatMap((file, rank) => {
    const clean = read(file.path);
    if (clean === undefined) return [];
    const { text, count: redacted } = clean;
    const { lines, words: places, print, parts } = textParts(text);
    const known = definitions(file.path);
    const facts = { path: file.path, language: languageOf(file.path), text, lines, definitions: known };
    return [{ file, rank, facts, redacted, print, parts, hits: findWords(places, words) }];
  });
  const having = new Map<string, number>();
  for (const { hits } of files) for (const word of hits.keys()) having.set(word, (having.get(word) ?? 0) + 1);
  // A word that all chosen files have does not tell their parts apart.
  const worth = new Map(
    words.map(({ word, weight }) => [word, weight * Math.log(1 + (files.length + 1) / (having.get(word) ?? 1))]),
  );
  return files.map(({ file, rank, facts, redacted, print, parts, hits }) => {
    const looked = focusOf(question, file.path);
    const found = findings.flatMap(({ sources }) => sources.filter(({ path }) => path === file.path));
    const units = isLockFile(file.path) ? [] : splitUnits(facts.lines, facts.definitions);
    const names = file.definitions.map(({ line, endLine, score }) => ({ from: line, to: endLine, score }));
    const best = file.chunks[0]?.score ?? 1;
    const chunks = file.chunks.map(({ first, last, score }) => ({ from: first, to: last, score: score / best }));
    const top = Math.max(1e-9, ...names.map(({ score }) => score));
    const importing = imports(file.path);
    const onLines = worthOfLines(facts.lines.length, hits, worth);
    const known = units.map((unit) => {
      const touches = (from: number, to: number): boolean => from <= unit.to && to >= unit.from;
      const named = highestIn(unit, names);
      const chunk = highestIn(unit, chunks);
      const points = found.some(({ line, endLine }) => touches(line, endLine ?? line));
      const words = inWords(unit, hits, worth);
      let line = Number.NEGATIVE_INFINITY;
      for (let at = unit.from - 1; at < unit.to; at++) line = Math.max(line, onLines[at] ?? line);
      return {
        unit,
        words,
        line,
        chunk,
        found: points,
        focus: looked !== undefined && touches(looked[0], looked[1]),
        imports: importing.filter((line) => touches(line, line)).length / (unit.to - unit.from + 1),
        relevance: words + (NAMED * named) / top + CHUNK * chunk + (points ? FOUND : 0),
      };
    });
    const most = Math.max(LITTLE, ...known.map(({ relevance }) => relevance));
    const signs = { rank, score: file.score / (ranked[0]?.score || 1), chars: facts.text.length };
    const valued = known.map(
      ({ unit, ...part }): ValuedUnit => ({
        ...unit,
        relevance: part.relevance,
        focus: part.focus,
        value: valueOfPart(signs, { ...part, relevance: part.relevance / most }),
      }),
    );
    return {
      ranked: file,
      rank,
      language: facts.language,
      text: facts.text,
      lines: facts.lines,
      units: isData(facts)
        ? valued.filter(({ from, relevance, focus }) => focus || (from > 1 && relevance > DATA_RELEVANCE))
        : valued,
      outline: outlineOf(facts),
      stub: stubOf(facts),
      redacted,
      print,
      parts,
    };
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

function isData({ language, lines }: { readonly language: string; readonly lines: readonly string[] }): boolean {
  return language === 'json' && lines.length > DATA_LINES;
}

/** Lines around a selection or a cursor that belong to what is looked at. */
const AROUND = 10;

function focusOf({ focus }: Question, path: string): readonly [number, number] | undefined {
  if (focus?.path !== path || focus.from === undefined) return undefined;
  return [focus.from - AROUND, (focus.to ?? focus.from) + AROUND];
}

/** What share of the question's worth stands in the unit, and how often: 0 to 1. */
function inWords(unit: Unit, hits: WordLines, worth: ReadonlyMap<string, number>): number {
  let sum = 0;
  let all = 0;
  for (const [word, value] of worth) {
    all += value;
    const lines = hits.get(word);
    if (lines === undefined) continue;
    let times = 0;
    for (let at = placeOf(lines, unit.from); (lines[at] ?? unit.to + 1) <= unit.to && times < 4; at++) times++;
    sum += value * (times / (times + 0.5));
  }
  return all === 0 ? 0 : (2 * sum) / all;
}

/** Where a line stands, or would stand, among lines that ascend. */
function placeOf(lines: readonly number[], line: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((lines[middle] ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What share of the question's worth stands on each line of a file: 0 to 1. */
function worthOfLines(count: number, hits: WordLines, worth: ReadonlyMap<string, number>): Float64Array {
  const lines = new Float64Array(count);
  const all = [...worth.values()].reduce((sum, value) => sum + value, 0);
  for (const [word, on] of hits) {
    const share = (worth.get(word) ?? 0) / (all || 1);
    for (const line of on) lines[line - 1] = (lines[line - 1] ?? 0) + share;
  }
  return lines;
}
