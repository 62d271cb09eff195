import type { Edit, Point } from '@vscode/tree-sitter-wasm';

/** What turned one text into the other, as one replacement: all that lies between their common beginning and their common end. */
export function editBetween(before: string, now: string): Edit {
  const most = Math.min(before.length, now.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === now.charCodeAt(start)) start++;
  // Both halves of a character that takes two belong together.
  if (start > 0 && isFirstHalf(now.charCodeAt(start - 1))) start--;
  let same = 0;
  while (same < most - start && before.charCodeAt(before.length - 1 - same) === now.charCodeAt(now.length - 1 - same))
    same++;
  if (same > 0 && isSecondHalf(now.charCodeAt(now.length - same))) same--;
  const oldEnd = before.length - same;
  const newEnd = now.length - same;
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

function isFirstHalf(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isSecondHalf(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
