import type { Definition } from '../../../domain/project-view.ts';
import type { SkillInput } from '../../../domain/skill.ts';
import type { SourceLines } from '../../../text/source-lines.ts';
import { WordFinder } from '../../../text/word-finder.ts';
import { linesOf } from './lines-of.ts';

/** Files looked through. */
const FILES = 10;
const DEPRECATED = 'deprecated';

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
    return {
      rank,
      product: view.file(path)?.kind === 'product',
      text,
      definitions: view.definitions({ path }).filter(({ kind }) => kind !== 'constant' && kind !== 'variable'),
      ...byLine(
        text.count,
        parts.map((part) => found.get(part) ?? []),
      ),
      deprecated: found.get(DEPRECATED) ?? [],
    };
  });
}

/** Sorts the lines of each part into one list. */
function byLine(count: number, found: readonly (readonly number[])[]): Pick<SearchedFile, 'lines' | 'parts'> {
  // Of each line how many parts it holds, then where the next of them goes.
  const places = new Uint32Array(count + 2);
  for (const on of found) for (const line of on) places[line + 1] = (places[line + 1] ?? 0) + 1;
  for (let line = 1; line < places.length; line++) places[line] = (places[line] ?? 0) + (places[line - 1] ?? 0);
  const lines = new Uint32Array(places[count + 1] ?? 0);
  const parts = new Uint16Array(lines.length);
  for (let part = 0; part < found.length; part++) {
    for (const line of found[part] ?? []) {
      const place = places[line] ?? 0;
      places[line] = place + 1;
      lines[place] = line;
      parts[place] = part;
    }
  }
  return { lines, parts };
}
