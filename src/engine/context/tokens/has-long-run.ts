import { isSpace } from '../../text/is-space.ts';

/** Characters of a run without a break, or of nothing but white space, past which encoding it takes long: its time goes by the square. */
export const RUN = 512;

/** Whether a text has a run of so many. It is looked at where one would have to be: each covers a multiple of half its length. */
export function hasLongRun(text: string, run = RUN): boolean {
  if (text.length < run) return false;
  for (let at = 0, end = 0; at < text.length; at += run >>> 1) {
    if (at < end) continue;
    const space = isSpace(text.charCodeAt(at));
    let from = at;
    while (from > 0 && isSpace(text.charCodeAt(from - 1)) === space) from--;
    for (end = at + 1; end < text.length && isSpace(text.charCodeAt(end)) === space; ) end++;
    if (end - from >= run) return true;
  }
  return false;
}
