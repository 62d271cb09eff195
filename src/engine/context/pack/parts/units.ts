import type { Definition } from '../../../domain/project-view.ts';
import type { SourceLines } from '../../../text/source-lines.ts';

/** Lines of a file that are shown together or not at all; from 1, inclusive. The units of a file are all of its lines. */
export interface Unit {
  readonly from: number;
  readonly to: number;
}

/** Lines past which a unit is cut where a blank line allows it, and in any case. */
const GOOD = 24;
const MOST = 40;
/** Lines below which neighbours are put together. */
const FEW = 5;

/** Lines at the top of a file that are looked at for whose it is. */
const MOST_NOTICE = 60;
const COMMENT = /^\s*(?:\/?\*|\/\/|#(?!\[|include|define|if|!)|--|;|$)/;

type Span = Pick<Definition, 'firstLine' | 'line' | 'endLine'>;

/**
 * Cuts a file at the borders of its definitions; long ones at those of what they hold, then at blank lines. A notice of licence
 * stands by itself: the imports below it are worth more.
 */
export function splitUnits(lines: SourceLines, definitions: readonly Span[]): Unit[] {
  const last = lines.count;
  const borders = new Set<number>();
  for (const { firstLine, line, endLine } of definitions) {
    const from = firstLine ?? line;
    if (from >= 1 && from <= last) borders.add(from);
    if (endLine < last) borders.add(endLine + 1);
  }
  const notice = endOfNotice(lines);
  if (notice > 0 && notice < last) borders.add(notice + 1);
  const starts = [...new Set([1, ...borders])].sort((a, b) => a - b);
  const pieces = starts.flatMap((from, at) => cut(lines, from, (starts[at + 1] ?? last + 1) - 1));
  const units: Unit[] = [];
  for (const piece of pieces) {
    const before = units.at(-1);
    const small =
      before !== undefined && before.to !== notice && (before.to - before.from < FEW || piece.to - piece.from < FEW);
    if (before !== undefined && small && piece.to - before.from < GOOD)
      units[units.length - 1] = { ...before, to: piece.to };
    else units.push(piece);
  }
  return units;
}

/** The last line of a notice of licence that begins a file; 0 without one. */
function endOfNotice(lines: SourceLines): number {
  let end = 0;
  let said = false;
  for (let line = 1; line <= Math.min(lines.count, MOST_NOTICE); line++) {
    const text = lines.of(line);
    if (!COMMENT.test(text)) return said ? end : 0;
    said ||= /copyright|licen[cs]e/i.test(text);
    end = line;
  }
  return 0;
}

function cut(lines: SourceLines, from: number, to: number): Unit[] {
  const units: Unit[] = [];
  let start = from;
  for (let line = from; line <= to; line++) {
    const length = line - start + 1;
    if (line < to && length >= GOOD && (length >= MOST || lines.isBlank(line))) {
      units.push({ from: start, to: line });
      start = line + 1;
    }
  }
  if (start <= to) units.push({ from: start, to });
  return units;
}
