import type { Definition, ImportEdge } from '../../domain/project-view.ts';
import { limits } from '../../limits.ts';
import { nothingParsed, type ParsedCode } from './code-parser.ts';
import { parseShell } from './parse-shell.ts';
import { patternsOf } from './patterns.ts';

/**
 * Definitions and imports of a file, line by line with the patterns of its language: a first honest form, which misses what
 * does not begin on its own line. A definition ends before the next line that is indented no deeper and is not a closing one.
 */
export function parseCode(text: string, language: string): ParsedCode {
  if (language === 'shell') return parseShell(text);
  const patterns = patternsOf(language);
  if (patterns === undefined) return nothingParsed;
  const lines = text.split(/\r?\n/);
  const definitions: Omit<Definition, 'path'>[] = [];
  const imports: Pick<ImportEdge, 'line' | 'specifier'>[] = [];
  for (const [at, raw] of lines.entries()) {
    if (raw.length > limits.parsedLineChars) continue;
    for (const pattern of patterns.imports) {
      const specifier = pattern.exec(raw)?.[1];
      if (specifier !== undefined && imports.length < limits.definitionsPerFile)
        imports.push({ line: at + 1, specifier });
    }
    const found = patterns.definitions.find(({ pattern }) => pattern.test(raw));
    const name = found?.pattern.exec(raw)?.groups?.name;
    if (found === undefined || name === undefined || patterns.notNames.has(name)) continue;
    definitions.push({
      name,
      kind: found.kind,
      line: at + 1,
      endLine: endOf(lines, at) + 1,
      exported: patterns.exported(raw, name),
      documented:
        /^\s*(\*\/|\/\/|#|"""|'''|\/\/\/)/.test(lines[at - 1] ?? '') ||
        /^\s*[rR]?("""|''')/.test(lines[bodyOf(lines, at)] ?? ''),
      signature: raw.trim().slice(0, 200),
    });
    if (definitions.length >= limits.definitionsPerFile) break;
  }
  return { definitions, imports, by: 'patterns' };
}

/** The last line of a signature that was broken over several: `) {`, `}: Options): void {`, `) -> None:`. */
const OPENS_BODY = /^\s*[)}\]].*(?<=\).*)[{:]\s*$/;

/** Lines that a signature may take before its body is no longer looked for. */
const SIGNATURE_LINES = 30;

/** Index of the line after a Python signature, which may take several lines. */
function bodyOf(lines: readonly string[], start: number): number {
  let at = start;
  while (at < start + SIGNATURE_LINES && !/:\s*(?:#.*)?$/.test(lines[at] ?? '')) at++;
  return at + 1;
}

function endOf(lines: readonly string[], start: number): number {
  const indent = indentOf(lines[start] ?? '');
  let end = start;
  for (let at = start + 1; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    if (indentOf(line) <= indent && !OPENS_BODY.test(line)) return /^\s*[)}\]]/.test(line) ? at : end;
    end = at;
  }
  return end;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
