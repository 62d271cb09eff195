import { print } from '../../domain/print.ts';
import type { Definition } from '../../domain/project-view.ts';
import { linesOfText } from '../../text/lines-of-text.ts';
import type { SourceLines } from '../../text/source-lines.ts';
import { countWhole, type FileCounts } from './file-counts.ts';
import { isLockFile, Outline } from './outline.ts';
import { PartCounts } from './part-counts.ts';
import { splitUnits, type Unit } from './units.ts';

/** What a file falls into, given its definitions. */
interface Cut {
  readonly path: string;
  readonly units: readonly Unit[];
  readonly outline: Outline;
}

/** A file's text, taken apart as packing needs it. */
export class TextParts {
  readonly lines: SourceLines;
  readonly counts: PartCounts;
  #print: string | undefined;
  /** By definitions, and no longer than they are in memory. */
  readonly #cuts = new WeakMap<readonly Definition[], Cut>();
  #whole: { readonly path: string; readonly counts: FileCounts } | undefined;

  constructor(lines: SourceLines) {
    this.lines = lines;
    this.counts = new PartCounts(this.lines);
  }

  /** See `print`. */
  get print(): string {
    this.#print ??= print(this.lines.text);
    return this.#print;
  }

  /** Tokens of all of it, as the file of a path; remembered for the last one. */
  whole(path: string): FileCounts {
    if (this.#whole?.path !== path) this.#whole = { path, counts: countWhole(path, this.lines) };
    return this.#whole.counts;
  }

  /** Remembered for the last path that had these definitions. */
  cut(path: string, language: string, definitions: readonly Definition[]): Cut {
    const known = this.#cuts.get(definitions);
    if (known?.path === path) return known;
    const { lines } = this;
    const units = isLockFile(path) ? [] : splitUnits(lines, definitions);
    const cut = { path, units, outline: new Outline({ path, language, lines, definitions }) };
    this.#cuts.set(definitions, cut);
    return cut;
  }
}

/** No longer than the lines are. */
const known = new WeakMap<SourceLines, TextParts>();

/** Takes a text apart; remembered, for the same files are asked about again and again. */
export function textParts(text: string): TextParts {
  const lines = linesOfText(text);
  const parts = known.get(lines) ?? new TextParts(lines);
  known.set(lines, parts);
  return parts;
}
