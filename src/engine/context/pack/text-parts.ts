import { LRUCache } from 'lru-cache';
import { print } from '../../domain/print.ts';
import type { Definition } from '../../domain/project-view.ts';
import { limits } from '../../limits.ts';
import { countText, type FileCounts } from './file-counts.ts';
import { isLockFile, Outline } from './outline.ts';
import { PartCounts } from './part-counts.ts';
import { SourceLines } from './source-lines.ts';
import { splitUnits, type Unit } from './units.ts';

/** What a file falls into, given its definitions. */
interface Cut {
  readonly path: string;
  readonly definitions: readonly Definition[];
  readonly units: readonly Unit[];
  readonly outline: Outline;
}

/** A file's text, taken apart as packing needs it. */
export class TextParts {
  readonly lines: SourceLines;
  readonly counts: PartCounts;
  #print: string | undefined;
  #cut: Cut | undefined;
  #whole: { readonly path: string; readonly counts: FileCounts } | undefined;

  constructor(text: string) {
    this.lines = new SourceLines(text);
    this.counts = new PartCounts(this.lines);
  }

  /** See `print`. */
  get print(): string {
    this.#print ??= print(this.lines.text);
    return this.#print;
  }

  /** Tokens of all of it, as the file of a path; remembered for the last one. */
  whole(path: string): FileCounts {
    if (this.#whole?.path !== path)
      this.#whole = { path, counts: countText(path, this.lines.join(1, this.lines.count)) };
    return this.#whole.counts;
  }

  /** Remembered for the last definitions that were given. */
  cut(path: string, language: string, definitions: readonly Definition[]): Cut {
    if (this.#cut?.path !== path || this.#cut.definitions !== definitions) {
      const { lines } = this;
      const units = isLockFile(path) ? [] : splitUnits(lines, definitions);
      this.#cut = { path, definitions, units, outline: new Outline({ path, language, lines, definitions }) };
    }
    return this.#cut;
  }
}

const known = new LRUCache<string, TextParts>({
  maxSize: limits.packedChars,
  sizeCalculation: (_parts, text) => text.length + 1,
});

/** Takes a text apart; remembered, for the same files are asked about again and again. */
export function textParts(text: string): TextParts {
  const before = known.get(text);
  if (before !== undefined) return before;
  const parts = new TextParts(text);
  known.set(text, parts);
  return parts;
}
