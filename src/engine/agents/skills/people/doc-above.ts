import type { Definition } from '../../../domain/project-view.ts';

/** A doc comment: its lines and where they begin. */
export interface DocComment {
  readonly first: number;
  readonly lines: readonly string[];
}

/** Lines of a doc comment that are read. */
const MAX = 120;

/** The block comment that ends above a definition, with at most one empty line, annotations and chained assignments between. */
export function docAbove(lines: readonly string[], { line }: Definition): DocComment | undefined {
  let at = line - 2;
  while (/^\s*(?:@\w|#\[)|=\s*$/.test(lines[at] ?? '')) at--;
  if ((lines[at] ?? '').trim() === '') at--;
  if (!/\*\/\s*$/.test(lines[at] ?? '')) return undefined;
  const last = at;
  while (at > last - MAX && at >= 0 && !/^\s*\/\*\*/.test(lines[at] ?? '')) at--;
  return /^\s*\/\*\*/.test(lines[at] ?? '') ? { first: at + 1, lines: lines.slice(at, last + 1) } : undefined;
}

/** The docstring of a Python function. */
export function docstringOf(lines: readonly string[], { line, endLine }: Definition): DocComment | undefined {
  let at = line - 1;
  while (at < endLine && !/:\s*(?:#.*)?$/.test(lines[at] ?? '')) at++;
  const first = at + 1;
  const quote = /^\s*[rRuU]?("""|''')/.exec(lines[first] ?? '')?.[1];
  if (quote === undefined) return undefined;
  let last = first;
  const closes = (text: string, opening: boolean): boolean =>
    text.indexOf(quote, opening ? text.indexOf(quote) + 3 : 0) >= 0;
  while (last < Math.min(endLine, first + MAX) && !closes(lines[last] ?? '', last === first)) last++;
  return { first: first + 1, lines: lines.slice(first, last + 1) };
}
