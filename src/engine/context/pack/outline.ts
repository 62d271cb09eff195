import type { Definition } from '../../domain/project-view.ts';
import { renderFile } from '../../domain/render-context.ts';
import { countTokens } from './count-tokens.ts';
import { jsonOutline } from './json-outline.ts';
import type { SourceLines } from './source-lines.ts';

/** One line of an outline, with the line of the file that it stands for. */
export interface OutlineEntry {
  readonly line: number;
  readonly text: string;
}

/** Entries of one file; further ones are left out. */
const ENTRIES = 60;
const ENTRY_CHARS = 110;
const NAMES = 6;

interface Outlined {
  readonly path: string;
  readonly language: string;
  readonly lines: SourceLines;
  readonly definitions: readonly Definition[];
}

/** What stands for a file, or for its parts that are not shown; its tokens are counted once. */
export class Outline {
  /** What it holds, line by line: signatures of code, headings of text, the schema of JSON. Empty where none of it applies. */
  readonly entries: readonly OutlineEntry[];
  /** One line for a file that there is no room for: what it offers, and how long it is. */
  readonly stub: string;
  readonly #path: string;
  #tokens: number | undefined;
  #stubTokens: number | undefined;

  constructor(outlined: Outlined) {
    this.#path = outlined.path;
    this.entries = entriesOf(outlined);
    this.stub = stubOf(outlined);
  }

  /** Tokens of all entries. */
  get tokens(): number {
    this.#tokens ??= countTokens(this.entries.map(({ line, text }) => `${line}: ${text}`).join('\n'));
    return this.#tokens;
  }

  /** Tokens of a file of which only the stub is shown. */
  get stubTokens(): number {
    this.#stubTokens ??= countTokens(`${renderFile({ path: this.#path, text: this.stub })}\n`);
    return this.#stubTokens;
  }
}

function entriesOf({ path, language, lines, definitions }: Outlined): readonly OutlineEntry[] {
  if (isLockFile(path)) return [];
  if (language === 'json') return jsonOutline(lines.text);
  if (definitions.length === 0) return headings(language, lines);
  const shallow = definitions.filter(
    ({ kind, parent }) => parent === undefined || (kind !== 'variable' && kind !== 'constant'),
  );
  const inner = new Set(
    definitions.filter(({ kind }) => kind === 'function' || kind === 'method').map(({ name }) => name),
  );
  return shallow
    .filter(({ kind, parent }) => kind === 'method' || parent === undefined || !inner.has(parent))
    .slice(0, ENTRIES)
    .map(({ line, signature }) => ({ line, text: cut(signature) }));
}

function stubOf({ path, lines, definitions }: Outlined): string {
  const named = definitions.filter(({ parent }) => parent === undefined);
  const names = (named.some(({ exported }) => exported) ? named.filter(({ exported }) => exported) : named)
    .slice(0, NAMES)
    .map(({ name }) => name.slice(0, 40));
  const kind = isLockFile(path) ? 'lock file, ' : '';
  return `(${kind}${lines.count} lines${names.length > 0 ? `: ${[...new Set(names)].join(', ')}` : ''})`;
}

function headings(language: string, source: SourceLines): OutlineEntry[] {
  if (language !== 'markdown' && language !== 'restructuredtext') return [];
  const lines = Array.from({ length: source.count }, (_, at) => source.of(at + 1));
  return lines
    .flatMap((text, at) => {
      const underlined = /^(?:=|-|~|\^){3,}\s*$/.test(lines[at + 1] ?? '') && text.trim() !== '';
      return /^#{1,4}\s/.test(text) || underlined ? [{ line: at + 1, text: cut(text) }] : [];
    })
    .slice(0, ENTRIES);
}

/** Written by a package manager: a line is enough. */
export function isLockFile(path: string): boolean {
  return /(^|\/)(?:[^/]*[.-]lock(?:\.(?:json|ya?ml))?|[^/]*-lock\.(?:json|yaml)|go\.sum|npm-shrinkwrap\.json)$/i.test(
    path,
  );
}

function cut(text: string): string {
  return text.length > ENTRY_CHARS ? `${text.slice(0, ENTRY_CHARS - 1)}…` : text;
}
