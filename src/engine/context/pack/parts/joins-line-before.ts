import type { SourceLines } from '../../../text/source-lines.ts';

const SLASH = 0x2f;
const RETURN = 0x0d;

/** Whether a token may reach over the line end before this line; else the lines before it and those from it on are counted apart. */
export function joinsLineBefore(lines: SourceLines, line: number): boolean {
  const start = lines.start(line);
  const indent = lines.indent(line);
  if (indent === lines.end(line) || lines.text.charCodeAt(start) === SLASH) return true;
  for (let at = start; at < indent; at++) if (lines.text.charCodeAt(at) === RETURN) return true;
  return false;
}
