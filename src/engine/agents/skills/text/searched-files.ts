import type { Definition } from '../../../domain/project-view.ts';
import type { SkillInput } from '../../../domain/skill.ts';
import type { SourceLines } from '../../../text/source-lines.ts';
import { WordFinder } from '../../../text/word-finder.ts';
import { linesOf } from './lines-of.ts';

/** Files looked through. */
const FILES = 10;
const DEPRECATED = 'deprecated';
/** More parts than are looked for. */
const PARTS = 2 ** 13;

/** A chosen file, and its lines that hold parts of words. */
export interface SearchedFile {
  /** Its place among the chosen, from 0. */
  readonly rank: number;
  readonly product: boolean;
  readonly text: SourceLines;
  /** Its functions, methods and types. */
  readonly definitions: readonly Definition[];
  /** The lines, ascending, one as often as it holds different parts. */
  readonly lines: Uint32Array;
  /** For each of these the place of the part that it holds, those of one line ascending. */
  readonly parts: Uint16Array;
  /** Lines that say that something is going away, ascending. */
  readonly deprecated: readonly number[];
}

/**
 * The best of the chosen files, read for these parts of words.
 * @param parts lower case, of two characters at least.
 */
export function searchedFiles({ view, chosen }: SkillInput, parts: readonly string[]): readonly SearchedFile[] {
  const finder = new WordFinder([...new Set([...parts, DEPRECATED])]);
  return chosen.slice(0, FILES).map((path, rank) => {
    const text = linesOf(view, path);
    const found = finder.in(text);
    // Line and part as one number, so that they are sorted as such.
    const keys: number[] = [];
    for (let at = 0; at < parts.length; at++)
      for (const line of found.get(parts[at] ?? '') ?? []) keys.push(line * PARTS + at);
    const holding = Float64Array.from(keys).sort();
    return {
      rank,
      product: view.file(path)?.kind === 'product',
      text,
      definitions: view.definitions({ path }).filter(({ kind }) => kind !== 'constant' && kind !== 'variable'),
      lines: Uint32Array.from(holding, (key) => Math.floor(key / PARTS)),
      parts: Uint16Array.from(holding, (key) => key % PARTS),
      deprecated: found.get(DEPRECATED) ?? [],
    };
  });
}
