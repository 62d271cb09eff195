import type { Definition } from '../../domain/project-view.ts';
import { limits } from '../../limits.ts';
import type { FileImport, ParsedCode } from './code-parser.ts';
import { type CommentLines, createDocReader } from './doc-comment.ts';

/** `name() {`, `function name {`, `function name() (`; what follows is the body's beginning, or nothing if it is on a later line. */
const FUNCTION =
  /^\s*(?:function\s+([^\s(){}'"$`;&|<>]+)\s*(?:\(\s*\))?|([^\s(){}'"$`;&|<>=]+)\s*\(\s*\))\s*([{(].*)?$/;
/** `. file`, `source file`, as a command of its own. */
const SOURCE = /(?:^|[;&|{(]|\b(?:then|do|else))\s*(?:source|\.)\s+([^\s;&|<>(){}'"$`#\\]+)(?=\s*(?:$|[;&|<>#}]))/g;
const NAME = /^[\p{L}\p{N}_.@?!+:-]{1,200}$/u;
/** The word that ends a here-document. */
const HERE = /<<-?\s*(['"]?)([A-Za-z_]\w*)\1/;
/** Characters of a signature that are kept. */
const SIGNATURE = 200;

interface Closing {
  readonly at: number;
  readonly indent: number;
}

/**
 * Functions of a shell script, what is said above them, and the files that it sources; line by line. Its grammar holds one function
 * that takes V8 700 MB to optimise, more than anything else in WEE, for a language of which little has to be known.
 */
export function parseShell(text: string): ParsedCode {
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  const code = withoutHereDocuments(lines);
  const docOf = createDocReader(lines, commentsOf(code));
  const closings = closingLines(code);
  const definitions: Omit<Definition, 'path'>[] = [];
  const imports: FileImport[] = [];
  const open: { readonly name: string; readonly endLine: number }[] = [];
  for (const [at, line] of code.entries()) {
    if (line.length > limits.parsedLineChars || line.trimStart().startsWith('#')) continue;
    if (imports.length < limits.definitionsPerFile) imports.push(...sourced(line, at + 1));
    const found = FUNCTION.exec(line);
    const name = found?.[1] ?? found?.[2] ?? '';
    if (found === null || !NAME.test(name) || definitions.length >= limits.definitionsPerFile) continue;
    if (found[3] === undefined && !/^\s*[{(]/.test(code[at + 1] ?? '')) continue;
    const endLine = endOf(code, at, closings) + 1;
    while ((open.at(-1)?.endLine ?? Number.POSITIVE_INFINITY) < endLine) open.pop();
    const parent = open.at(-1)?.name;
    const { doc, firstLine } = docOf(at + 1, undefined);
    const signature = line
      .replace(/[{(][^)]*$|\{.*$/, '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, SIGNATURE);
    definitions.push({
      name,
      kind: 'function',
      line: at + 1,
      endLine,
      firstLine,
      exported: true,
      documented: doc !== undefined,
      signature,
      ...(doc !== undefined && { doc }),
      ...(parent !== undefined && { parent }),
    });
    open.push({ name, endLine });
  }
  return { definitions, imports, by: 'patterns' };
}

function sourced(line: string, at: number): FileImport[] {
  return [...line.matchAll(SOURCE)].map(([, specifier = '']) => ({ line: at, specifier }));
}

/** Lines within a here-document are text: they become empty. */
function withoutHereDocuments(lines: readonly string[]): string[] {
  let until: string | undefined;
  return lines.map((line) => {
    if (until !== undefined) {
      if (line.trim() === until) until = undefined;
      return '';
    }
    until = line.trimStart().startsWith('#') ? undefined : HERE.exec(line)?.[2];
    return line;
  });
}

function commentsOf(lines: readonly string[]): CommentLines[] {
  return lines.flatMap((line, at) => {
    const column = line.search(/\S/);
    return line[column] === '#' ? [{ first: at, last: at, column }] : [];
  });
}

/** Lines that begin with a closing bracket, and how deep they are indented. */
function closingLines(lines: readonly string[]): Closing[] {
  return lines.flatMap((line, at) => (/^\s*[})]/.test(line) ? [{ at, indent: line.search(/\S/) }] : []));
}

/** Index of the line on which a function's body ends: its own, or the first that closes at no more than its indentation. */
function endOf(lines: readonly string[], start: number, closings: readonly Closing[]): number {
  const first = lines[start] ?? '';
  if (/[{(].*[})]\s*;?\s*(?:#.*)?$/.test(first.replace(/\(\s*\)/, ''))) return start;
  const indent = first.search(/\S/);
  return closings.find((closing) => closing.at > start && closing.indent <= indent)?.at ?? lines.length - 1;
}
