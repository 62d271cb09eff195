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
  /** Ascending. */
  readonly lines: readonly number[];
  /** Which of the parts each of them holds, by their places, ascending. */
  readonly parts: readonly (readonly number[])[];
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
    const byLine = new Map<number, number[]>();
    for (const [at, part] of parts.entries()) {
      for (const line of found.get(part) ?? []) {
        const on = byLine.get(line);
        if (on === undefined) byLine.set(line, [at]);
        else on.push(at);
      }
    }
    const lines = [...byLine.keys()].sort((a, b) => a - b);
    return {
      rank,
      product: view.file(path)?.kind === 'product',
      text,
      definitions: view.definitions({ path }).filter(({ kind }) => kind !== 'constant' && kind !== 'variable'),
      lines,
      parts: lines.map((line) => byLine.get(line) ?? []),
      deprecated: found.get(DEPRECATED) ?? [],
    };
  });
}
