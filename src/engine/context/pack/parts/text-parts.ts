import { print } from '../../../domain/context/print.ts';
import type { Definition } from '../../../domain/project-view.ts';
import { linesOfFile } from '../../../text/lines-of-file.ts';
import type { SourceLines } from '../../../text/source-lines.ts';
import { countWhole, type FileCounts } from './file-counts.ts';
import { isLockFile, Outline } from './outline.ts';
import { PartCounts } from './part-counts.ts';
import { splitUnits, type Unit } from './units.ts';

/** What a file falls into, given its definitions. */
interface Cut {
  readonly units: readonly Unit[];
  readonly outline: Outline;
}

/** A file's text, taken apart as packing needs it. */
export class TextParts {
  readonly path: string;
  readonly lines: SourceLines;
  readonly counts: PartCounts;
  #print: string | undefined;
  /** By definitions, and no longer than they are in memory. */
  readonly #cuts = new WeakMap<readonly Definition[], Cut>();
  #whole: FileCounts | undefined;

  constructor(path: string, lines: SourceLines) {
    this.path = path;
    this.lines = lines;
    this.counts = new PartCounts(this.lines);
  }

  /** See `print`. */
  get print(): string {
    this.#print ??= print(this.lines.text);
    return this.#print;
  }

  /** Tokens of all of it. */
  get whole(): FileCounts {
    this.#whole ??= countWhole(this.path, this.lines);
    return this.#whole;
  }

  cut(language: string, definitions: readonly Definition[]): Cut {
    const known = this.#cuts.get(definitions);
    if (known !== undefined) return known;
    const { path, lines } = this;
    const units = isLockFile(path) ? [] : splitUnits(lines, definitions);
    const cut = { units, outline: new Outline({ path, language, lines, definitions }) };
    this.#cuts.set(definitions, cut);
    return cut;
  }
}

/** No longer than the lines are. */
const known = new WeakMap<SourceLines, TextParts>();

/** Takes the text of a file apart; remembered, for the same files are asked about again and again. */
export function textParts(path: string, text: string): TextParts {
  const lines = linesOfFile(path, text);
  const parts = known.get(lines) ?? new TextParts(path, lines);
  known.set(lines, parts);
  return parts;
}
