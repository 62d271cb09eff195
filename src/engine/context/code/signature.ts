import type { Node } from '@vscode/tree-sitter-wasm';

/** Characters of a signature that are kept. */
const LENGTH = 200;

/** A definition up to its body, on one line: from where its line begins, annotations above left out. `nameRow` counts from 0. */
export function signatureOf(text: string, lines: readonly string[], node: Node, nameRow: number): string {
  let row = node.startPosition.row;
  while (row < nameRow && /^\s*[@#[]/.test(lines[row] ?? '')) row++;
  const line = startOfRow(text, node, row);
  // On a line with other code before it, such as `interface I { go(): void }`, it begins at itself.
  const from = /[{;]/.test(text.slice(line, node.startIndex)) ? node.startIndex : line;
  const body = bodyOf(node);
  const nameEnd = text.indexOf('\n', startOfRow(text, node, nameRow));
  const to = body?.startIndex ?? firstBrace(text, from, nameEnd < 0 ? text.length : nameEnd);
  return text
    .slice(from, Math.min(to, node.endIndex, from + LENGTH * 4))
    .replace(/\s+/g, ' ')
    .replace(/\s*(?:=>|[{:=;])?\s*$/, '')
    .trim()
    .slice(0, LENGTH);
}

function bodyOf(node: Node): Node | null {
  const body = node.childForFieldName('body');
  if (body !== null) return body;
  const value = node.childForFieldName('value') ?? node.childForFieldName('right');
  return value?.childForFieldName('body') ?? null;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function startOfRow(text: string, node: Node, row: number): number {
  let at = lineStart(text, node.startIndex);
  for (let n = node.startPosition.row; n < row; n++) at = text.indexOf('\n', at) + 1;
  return at;
}

function firstBrace(text: string, from: number, to: number): number {
  const brace = text.indexOf('{', from);
  return brace >= 0 && brace < to ? brace : to;
}
