import { renderFile } from '../../../domain/context/render-context.ts';
import type { SourceLines } from '../../../text/source-lines.ts';
import { countExactly, countTokens, countUncut } from '../../tokens/count-tokens.ts';
import { hasLongRun, RUN } from '../../tokens/has-long-run.ts';
import { joinsLineBefore } from './joins-line-before.ts';
import type { PartCounts } from './part-counts.ts';
import type { Block } from './render-parts.ts';
import { Told } from './told.ts';

/** Tokens of what is shown of a file; of the file as the prompt has it only where they are those of its pieces: see `countUncut`. */
export interface FileCounts {
  readonly text: number;
  /** With the line end that follows unless it is the last one. */
  readonly ended: number | undefined;
  readonly last: number | undefined;
}

/** Of a file that is shown by parts. Every block begins a line with neither white space nor a slash, so that no token reaches over its end. */
export function countBlocks(path: string, blocks: readonly Block[], parts: PartCounts): FileCounts | undefined {
  const count = (block: Block, ended: boolean): number | undefined =>
    block instanceof Told ? block.tokens(ended) : parts.of(block.from, block.to, ended);
  let text = 0;
  let sum: number | undefined = countUncut(beginOf(path));
  for (const [at, block] of blocks.entries()) {
    const ended = count(block, true);
    const alone = at === blocks.length - 1 ? count(block, false) : ended;
    if (sum === undefined || ended === undefined || alone === undefined) return undefined;
    sum += ended;
    text += alone;
  }
  // The last block was counted with its line end.
  const { ended, last } = countEnd();
  if (sum === undefined || ended === undefined || last === undefined) return undefined;
  return { text, ended: sum + ended, last: sum + last };
}

/** Of a file that is shown by this text. */
export function countText(path: string, text: string): FileCounts {
  const begun = countUncut(`${beginOf(path)}${text}\n`);
  const { ended, last } = countEnd();
  const sum = (end: number | undefined): number | undefined =>
    begun === undefined || end === undefined ? undefined : begun + end;
  return { text: countTokens(text), ended: sum(ended), last: sum(last) };
}

/** The same of a whole file. Most of it is counted once, for both: all but the lines that what stands around it may reach into. */
export function countWhole(path: string, lines: SourceLines): FileCounts {
  const text = lines.join(1, lines.count);
  let first = 2;
  while (first <= lines.count && joinsLineBefore(lines, first)) first++;
  let last = lines.count;
  while (last > first && joinsLineBefore(lines, last)) last--;
  // With a line end before it or behind a run gets longer.
  if (first > lines.count || !lines.verbatim || hasLongRun(text, RUN - 2)) return countText(path, text);
  const head = text.slice(0, lines.start(first));
  const tail = text.slice(lines.start(last));
  const middle = countExactly(text, head.length, text.length - tail.length);
  const begun = countUncut(`${beginOf(path)}${head}`);
  const ends = countEnd();
  const sum = (end: number | undefined): number | undefined =>
    begun === undefined || end === undefined ? undefined : begun + middle + countExactly(`${tail}\n`) + end;
  return { text: countExactly(head) + middle + countExactly(tail), ended: sum(ends.ended), last: sum(ends.last) };
}

/** What the prompt has before the text of a file. */
function beginOf(path: string): string {
  return renderFile({ path, text: '\0' }).split('\0')[0] ?? '';
}

let end: Pick<FileCounts, 'ended' | 'last'> | undefined;

/** Tokens of what it has on the line behind it, which is the same for every file. */
function countEnd(): Pick<FileCounts, 'ended' | 'last'> {
  if (end !== undefined) return end;
  const text = renderFile({ path: '', text: '\0' }).split('\0\n')[1] ?? '';
  end = { ended: countUncut(`${text}\n`), last: countUncut(text) };
  return end;
}
