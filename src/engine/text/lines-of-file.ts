import { limits } from '../limits.ts';
import { SourceLines } from './source-lines.ts';
import { TextMemo } from './text-memo.ts';

const known = new TextMemo<SourceLines>(limits.linedChars);

/** The text of a file by its lines; remembered. What else is known of the text may be kept by them. */
export function linesOfFile(path: string, text: string): SourceLines {
  return known.of(path, text, lines);
}

function lines(text: string): SourceLines {
  return new SourceLines(text);
}
