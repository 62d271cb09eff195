import { renderFile } from '../../../domain/context/render-context.ts';
import type { Definition } from '../../../domain/project-view.ts';
import type { SourceLines } from '../../../text/source-lines.ts';
import { countTokens } from '../../tokens/count-tokens.ts';
import { jsonShape } from './json-shape.ts';
import { Told } from './told.ts';

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
  readonly entries: readonly Told[];
  /** One line for a file that there is no room for: what it offers, and how long it is. */
  readonly stub: Told;
  readonly #path: string;
  #tokens: number | undefined;
  #stubTokens: number | undefined;

  constructor(outlined: Outlined) {
    this.#path = outlined.path;
    this.entries = entriesOf(outlined);
    this.stub = new Told(stubOf(outlined));
  }

  /** Tokens of all entries. */
  get tokens(): number {
    this.#tokens ??= this.#count() ?? countTokens(this.entries.map(({ text }) => text).join('\n'));
    return this.#tokens;
  }

  /** Each begins with a digit, so that no token reaches over the end of the one before. */
  #count(): number | undefined {
    let sum: number | undefined = 0;
    for (const [at, entry] of this.entries.entries()) {
      const tokens = entry.tokens(at < this.entries.length - 1);
      sum = sum === undefined || tokens === undefined ? undefined : sum + tokens;
    }
    return sum;
  }

  /** Tokens of a file of which only the stub is shown. */
  get stubTokens(): number {
    this.#stubTokens ??= countTokens(`${renderFile({ path: this.#path, text: this.stub.text })}\n`);
    return this.#stubTokens;
  }
}

function entriesOf({ path, language, lines, definitions }: Outlined): readonly Told[] {
  if (isLockFile(path)) return [];
  if (language === 'json') {
    const shape = jsonShape(lines.text);
    return shape === undefined ? [] : [new Told(shape, 1)];
  }
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
    .map(({ line, signature }) => new Told(cut(signature), line));
}

function stubOf({ path, lines, definitions }: Outlined): string {
  const named = definitions.filter(({ parent }) => parent === undefined);
  const names = (named.some(({ exported }) => exported) ? named.filter(({ exported }) => exported) : named)
    .slice(0, NAMES)
    .map(({ name }) => name.slice(0, 40));
  const kind = isLockFile(path) ? 'lock file, ' : '';
  return `(${kind}${lines.count} lines${names.length > 0 ? `: ${[...new Set(names)].join(', ')}` : ''})`;
}

function headings(language: string, source: SourceLines): Told[] {
  if (language !== 'markdown' && language !== 'restructuredtext') return [];
  const lines = Array.from({ length: source.count }, (_, at) => source.of(at + 1));
  return lines
    .flatMap((text, at) => {
      const underlined = /^(?:=|-|~|\^){3,}\s*$/.test(lines[at + 1] ?? '') && text.trim() !== '';
      return /^#{1,4}\s/.test(text) || underlined ? [new Told(cut(text), at + 1)] : [];
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
