import type { Edit, Point } from '@vscode/tree-sitter-wasm';
import { difference } from '../../text/difference.ts';

/** What turned one text into the other, as one replacement. */
export function editBetween(before: string, now: string): Edit {
  const { start, oldEnd, newEnd } = difference(before, now);
  return {
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition: pointAt(before, start),
    oldEndPosition: pointAt(before, oldEnd),
    newEndPosition: pointAt(now, newEnd),
  };
}

function pointAt(text: string, index: number): Point {
  let row = 0;
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', line)) {
    row++;
    line = at + 1;
  }
  return { row, column: index - line };
}
