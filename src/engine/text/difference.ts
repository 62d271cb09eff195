/** Where two texts differ: what lies before and behind is the same. */
export interface Difference {
  readonly start: number;
  /** Its end in the text of before, and in that of now. */
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** All that lies between the common beginning of two texts and their common end; no character is cut in two. */
export function difference(before: string, now: string): Difference {
  const most = Math.min(before.length, now.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === now.charCodeAt(start)) start++;
  // Both halves of a character that takes two belong together.
  if (start > 0 && isFirstHalf(now.charCodeAt(start - 1))) start--;
  let same = 0;
  while (same < most - start && before.charCodeAt(before.length - 1 - same) === now.charCodeAt(now.length - 1 - same))
    same++;
  if (same > 0 && isSecondHalf(now.charCodeAt(now.length - same))) same--;
  return { start, oldEnd: before.length - same, newEnd: now.length - same };
}

function isFirstHalf(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isSecondHalf(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
