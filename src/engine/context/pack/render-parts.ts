import type { OutlineEntry } from './outline.ts';
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

/**
 * A part in full. Its first line carries its number, and every tenth: enough to cite a line, at a fifth of the tokens that a number
 * before each would take.
 */
export function renderPart(lines: readonly string[], from: number, to: number): string {
  return lines
    .slice(from - 1, to)
    .map((line, at) => (isNumbered(from + at, from) ? `${from + at}| ${line}` : line))
    .join('\n');
}

/** Characters of a part in full. */
export function lengthOfPart(lines: readonly string[], from: number, to: number): number {
  const last = Math.min(to, lines.length);
  let length = Math.max(0, last - from);
  for (let line = from; line <= last; line++) {
    length += (lines[line - 1] ?? '').length;
    if (isNumbered(line, from)) length += `${line}| `.length;
  }
  return length;
}

function isNumbered(line: number, from: number): boolean {
  return line === from || line % 10 === 0;
}

/** Parts in full with the outline between them, in the order of the file; `…` where lines are left out without an outline. */
export function renderParts(
  lines: readonly string[],
  shown: readonly (readonly [from: number, to: number])[],
  outline: readonly OutlineEntry[],
): string {
  const text: string[] = [];
  let at = 0;
  let next = 1;
  const leaveOut = (until: number): void => {
    let told = false;
    for (; at < outline.length && (outline[at]?.line ?? 0) < until; at++) {
      const entry = outline[at];
      if (entry === undefined || entry.line < next) continue;
      text.push(`${entry.line}: ${entry.text}`);
      told = true;
    }
    if (!told && until > next) text.push('…');
  };
  for (const [from, to] of shown) {
    leaveOut(from);
    text.push(renderPart(lines, from, to));
    next = to + 1;
  }
  if (next <= lines.length) leaveOut(lines.length + 1);
  return text.join('\n');
}
