import type { SourceLines } from '../../../text/source-lines.ts';
import { Told } from './told.ts';
import type { Unit } from './units.ts';

/** Ranges in order, those that touch as one. */
export function mergeUnits(units: readonly Unit[]): (readonly [from: number, to: number])[] {
  const merged: [number, number][] = [];
  for (const { from, to } of [...units].sort((a, b) => a.from - b.from)) {
    const before = merged.at(-1);
    if (before !== undefined && from <= before[1] + 1) before[1] = Math.max(before[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** Lines from one that carries its number to the next. */
export const NUMBERED = 10;

/**
 * A part in full. Its first line carries its number, and every tenth: enough to cite a line, at a fifth of the tokens that a number
 * before each would take.
 */
export function renderPart(lines: SourceLines, from: number, to: number): string {
  const last = Math.min(to, lines.count);
  let text = '';
  for (let first = from; first <= last; ) {
    const end = Math.min(last, first - (first % NUMBERED) + NUMBERED - 1);
    text += `${first === from ? '' : '\n'}${first}| ${lines.join(first, end)}`;
    first = end + 1;
  }
  return text;
}

/** Characters of a part in full. */
export function lengthOfPart(lines: SourceLines, from: number, to: number): number {
  const last = Math.min(to, lines.count);
  if (from > last) return 0;
  let length = lines.length(from, last);
  for (let line = from; line <= last; line += NUMBERED - (line % NUMBERED)) length += `${line}| `.length;
  return length;
}

/** Whether a line carries its number in a part that begins so. */
export function isNumbered(line: number, from: number): boolean {
  return line === from || line % NUMBERED === 0;
}

/** What a file is shown by, block after block: a part in full, a line of the outline, or that something is left out. */
export type Block = Unit | Told;

const LEFT_OUT = new Told('…');

/** Parts in full with the outline between them, in the order of the file; `…` where lines are left out without an outline. */
export function blocksOf(
  lines: number,
  shown: readonly (readonly [from: number, to: number])[],
  outline: readonly Told[],
): readonly Block[] {
  const blocks: Block[] = [];
  let at = 0;
  let next = 1;
  const leaveOut = (until: number): void => {
    let told = false;
    for (; at < outline.length && (outline[at]?.line ?? 0) < until; at++) {
      const entry = outline[at];
      if (entry === undefined || (entry.line ?? 0) < next) continue;
      blocks.push(entry);
      told = true;
    }
    if (!told && until > next) blocks.push(LEFT_OUT);
  };
  for (const [from, to] of shown) {
    leaveOut(from);
    blocks.push({ from, to });
    next = to + 1;
  }
  if (next <= lines) leaveOut(lines + 1);
  return blocks;
}

export function renderBlocks(lines: SourceLines, blocks: readonly Block[]): string {
  return blocks
    .map((block) => (block instanceof Told ? block.text : renderPart(lines, block.from, block.to)))
    .join('\n');
}

/** Characters of all of them together. */
export function lengthOfBlocks(lines: SourceLines, blocks: readonly Block[]): number {
  return blocks.reduce(
    (sum, block) => sum + 1 + (block instanceof Told ? block.length : lengthOfPart(lines, block.from, block.to)),
    -1,
  );
}
