import type { ContextFile } from '../../domain/context.ts';
import { renderFile } from '../../domain/render-context.ts';
import { languageOf } from '../classify/language-of.ts';
import type { RankedFile } from '../rank/ranker.ts';
import { redact } from '../redact/redact.ts';
import { countTokens } from './count-tokens.ts';

/** Lines shown of a file that was chosen for its name alone. */
const HEAD_LINES = 40;
/** Code rarely has more characters to a token. */
const MOST_CHARS_PER_TOKEN = 5;

export interface PackedFile {
  readonly file: ContextFile;
  /** Tokens with its frame, as the prompt has it. */
  readonly cost: number;
  readonly redacted: number;
}

/**
 * As much of a file as `allowance` tokens hold: all of it, else its best chunks. Lines carry their numbers, so that an answer
 * can cite them. `undefined` when not even the best chunk fits.
 */
export function packFile(
  ranked: RankedFile,
  text: string,
  focus: readonly [number, number] | undefined,
  allowance: number,
): PackedFile | undefined {
  const clean = redact(text);
  const lines = clean.text.replace(/\n$/, '').split(/\r?\n/);
  // Counting tokens is the dear part: a file that cannot fit is not counted whole.
  if (clean.text.length / MOST_CHARS_PER_TOKEN <= allowance) {
    const whole = show(ranked, lines, [[1, lines.length]], clean);
    if (whole.cost <= allowance) return whole;
  }
  let best: PackedFile | undefined;
  let shown: (readonly [number, number])[] = [];
  for (const range of candidates(ranked, lines.length, focus)) {
    const next = merge([...shown, range]);
    const packed = show(ranked, lines, next, clean);
    if (packed.cost > allowance) continue;
    best = packed;
    shown = next;
  }
  return best;
}

function candidates(
  ranked: RankedFile,
  last: number,
  focus: readonly [number, number] | undefined,
): (readonly [number, number])[] {
  const within = (from: number, to: number): readonly [number, number] => [Math.max(1, from), Math.min(last, to)];
  const ranges = ranked.chunks.slice(0, 6).map((chunk) => within(chunk.first, chunk.last));
  if (focus !== undefined) ranges.unshift(within(focus[0] - 20, focus[1] + 20));
  return ranges.length > 0 ? ranges : [within(1, HEAD_LINES)];
}

function merge(ranges: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const merged: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const previous = merged.at(-1);
    if (previous !== undefined && from <= previous[1] + 1) previous[1] = Math.max(previous[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

function show(
  ranked: RankedFile,
  lines: readonly string[],
  shown: readonly (readonly [number, number])[],
  clean: { text: string; count: number },
): PackedFile {
  const parts = shown.map(([from, to]) =>
    lines
      .slice(from - 1, to)
      .map((line, n) => `${from + n}| ${line}`)
      .join('\n'),
  );
  const text = parts.join('\n…\n');
  const tokens = countTokens(text);
  const cost =
    tokens +
    countTokens(`${renderFile({ path: ranked.path, text: '' })}
`);
  const file: ContextFile = {
    path: ranked.path,
    language: languageOf(ranked.path),
    why: ranked.why,
    tokens,
    fullTokens: Math.ceil(clean.text.length / 4),
    shown,
    text,
  };
  return { file, cost, redacted: clean.count };
}
