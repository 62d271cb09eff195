/** Where two texts differ: what lies before and behind is the same. */
export interface Difference {
  readonly start: number;
  /** Its end in the text of before, and in that of now. */
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Characters that are compared at once: one by one takes a text that was seldom looked at some ms. */
const AT_ONCE = 2_048;

/** All that lies between the common beginning of two texts and their common end; no character is cut in two. */
export function difference(before: string, now: string): Difference {
  const most = Math.min(before.length, now.length);
  let start = 0;
  while (start + AT_ONCE <= most && before.slice(start, start + AT_ONCE) === now.slice(start, start + AT_ONCE))
    start += AT_ONCE;
  while (start < most && before.charCodeAt(start) === now.charCodeAt(start)) start++;
  // Both halves of a character that takes two belong together.
  if (start > 0 && isFirstHalf(now.charCodeAt(start - 1))) start--;
  let same = 0;
  while (same + AT_ONCE <= most - start && endOf(before, same) === endOf(now, same)) same += AT_ONCE;
  while (same < most - start && before.charCodeAt(before.length - 1 - same) === now.charCodeAt(now.length - 1 - same))
    same++;
  if (same > 0 && isSecondHalf(now.charCodeAt(now.length - same))) same--;
  return { start, oldEnd: before.length - same, newEnd: now.length - same };
}

/** The characters before the last ones. */
function endOf(text: string, last: number): string {
  return text.slice(text.length - last - AT_ONCE, text.length - last);
}

function isFirstHalf(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isSecondHalf(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
