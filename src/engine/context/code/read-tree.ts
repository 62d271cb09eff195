import type { Node, QueryMatch } from '@vscode/tree-sitter-wasm';
import type { Definition } from '../../domain/project-view.ts';
import { limits } from '../../limits.ts';
import type { FileImport, ParsedCode } from './code-parser.ts';
import { type CommentLines, createDocReader } from './doc-comment.ts';
import type { FoundDefinition, Grammar } from './grammars/grammar.ts';
import { signatureOf } from './signature.ts';

type SpanKind = Definition['kind'] | 'scope';

/** What a query may capture a definition as; of one name captured twice, the earlier kind counts. `scope` is a parent only. */
const KINDS: readonly string[] = [
  'function',
  'class',
  'interface',
  'method',
  'type',
  'module',
  'constant',
  'variable',
  'scope',
] satisfies SpanKind[];

/** A definition with its place in the text, before nesting is known. */
interface Span {
  readonly name: string;
  readonly kind: SpanKind;
  readonly at: number;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly startLine: number;
  readonly endLine: number;
  readonly signature: string;
  readonly parent: string | undefined;
}

interface Found extends FoundDefinition {
  readonly span: Span;
}

/** All captures of one file, from its tree and the trees of what is embedded in it. */
export class TreeReader {
  readonly #text: string;
  readonly #lines: readonly string[];
  readonly #grammar: Grammar;
  readonly #spans = new Map<number, Span>();
  readonly #imports = new Map<string, { line: number; specifier: string; names: string[] }>();
  readonly #exported = new Set<string>();
  readonly #comments: CommentLines[] = [];
  readonly #docstrings: { at: number; text: string }[] = [];
  /** Ranges of code that the grammar leaves as they are: to be parsed apart. */
  readonly embedded: Node[] = [];

  constructor(text: string, lines: readonly string[], grammar: Grammar) {
    this.#text = text;
    this.#lines = lines;
    this.#grammar = grammar;
  }

  add(matches: readonly QueryMatch[]): void {
    for (const { captures } of matches) this.#match(captures);
  }

  result(): ParsedCode {
    const found = this.#nest();
    const docOf = createDocReader(this.#lines, this.#comments);
    const definitions = found
      .filter(({ span }) => span.kind !== 'scope')
      .sort((a, b) => a.span.at - b.span.at)
      .slice(0, limits.definitionsPerFile)
      .map(({ name, kind, signature, parent, span, ...rest }) => {
        const { doc, firstLine } = docOf(span.startLine, this.#docstringOf(span, found));
        const owner = span.parent ?? parent?.name;
        return {
          name,
          kind,
          line: span.line,
          endLine: span.endLine,
          firstLine,
          exported: this.#grammar.exported({ name, kind, signature, parent, listed: rest.listed }),
          documented: doc !== undefined,
          signature,
          ...(doc !== undefined && { doc }),
          ...(owner !== undefined && { parent: owner }),
        };
      });
    return { definitions, imports: this.#allImports(), by: 'grammar' };
  }

  #match(captures: QueryMatch['captures']): void {
    const of = (name: string): Node | undefined => captures.find((capture) => capture.name === name)?.node;
    const name = of('name');
    const whole = captures.find((capture) => KINDS.includes(capture.name));
    if (name !== undefined && whole !== undefined) this.#define(name, whole.node, whole.name as SpanKind, of('parent'));
    for (const { name: capture, node } of captures) {
      if (capture === 'comment') {
        const { row } = node.startPosition;
        this.#comments.push({
          first: row,
          last: row + lineBreaks(this.#slice(node)),
          column: node.startPosition.column,
        });
      } else if (capture === 'docstring') this.#docstrings.push({ at: node.startIndex, text: this.#slice(node) });
      else if (capture === 'exported') this.#exported.add(this.#slice(node));
      else if (capture === 'embedded') this.embedded.push(node);
      else if (capture === 'import') this.#import(node, of('import.name'));
    }
  }

  #define(nameNode: Node, node: Node, kind: SpanKind, parent: Node | undefined): void {
    const written = this.#slice(nameNode).replace(/^["'`]|["'`]$/g, '');
    const parts = written.split('::');
    const name = (parts.pop() ?? '').trim();
    if (!/^[~\p{L}\p{N}_$#@?!=.-]{1,200}$/u.test(name)) return;
    const known = this.#spans.get(nameNode.startIndex);
    if (known !== undefined && KINDS.indexOf(known.kind) <= KINDS.indexOf(kind)) return;
    const owner = parent === undefined ? parts.at(-1) : this.#slice(parent);
    const { row: line } = nameNode.startPosition;
    const { row: start } = node.startPosition;
    const { row: end, column } = node.endPosition;
    this.#spans.set(nameNode.startIndex, {
      name,
      kind,
      at: nameNode.startIndex,
      start: node.startIndex,
      end: node.endIndex,
      line: line + 1,
      startLine: start + 1,
      // Some nodes end at the beginning of the line after them.
      endLine: Math.max(line, column === 0 && end > start ? end - 1 : end) + 1,
      signature: signatureOf(this.#text, this.#lines, node, line),
      parent: owner,
    });
  }

  #import(node: Node, name: Node | undefined): void {
    const written = this.#slice(node);
    const { specifiers } = this.#grammar;
    const line = node.startPosition.row + 1;
    for (const specifier of specifiers?.(written) ?? [written.replace(/^["'`<]|["'`>]$/g, '')]) {
      if (specifier === '' || specifier.length > 400 || this.#imports.size >= limits.definitionsPerFile) continue;
      const key = `${line}\n${specifier}`;
      const known = this.#imports.get(key) ?? { line, specifier, names: [] };
      if (name !== undefined) known.names.push(this.#slice(name));
      this.#imports.set(key, known);
    }
  }

  #slice(node: Node): string {
    return this.#text.slice(node.startIndex, node.endIndex);
  }

  /** Definitions in the order of their beginnings, each with the one around it. */
  #nest(): Found[] {
    const spans = [...this.#spans.values()].sort((a, b) => a.start - b.start || b.end - a.end || a.at - b.at);
    const open: Found[] = [];
    return spans.map((span) => {
      while ((open.at(-1)?.span.end ?? Number.POSITIVE_INFINITY) < span.end) open.pop();
      const parent = open.at(-1);
      const { name, signature } = span;
      const within =
        span.parent !== undefined ||
        parent?.span.kind === 'scope' ||
        parent?.kind === 'class' ||
        parent?.kind === 'interface';
      const kind = span.kind === 'scope' ? 'class' : span.kind === 'function' && within ? 'method' : span.kind;
      const found = { name, kind, signature, parent, span, listed: parent === undefined && this.#exported.has(name) };
      open.push(found);
      return found;
    });
  }

  #docstringOf(span: Span, all: readonly Found[]): string | undefined {
    const inside = this.#docstrings.find(({ at }) => at > span.start && at < span.end);
    if (inside === undefined) return undefined;
    const innermost = all.findLast((one) => one.span.start < inside.at && one.span.end > inside.at);
    return innermost?.span === span ? inside.text : undefined;
  }

  #allImports(): FileImport[] {
    return [...this.#imports.values()]
      .sort((a, b) => a.line - b.line)
      .map(({ line, specifier, names }) => ({ line, specifier, ...(names.length > 0 && { names }) }));
  }
}

function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < text.length - 1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
