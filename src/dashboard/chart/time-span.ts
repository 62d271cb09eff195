/** px of a chart. */
export const HEIGHT = 120;

/** ms that the live chart shows: as much as the engine keeps when something is asked all the time. */
export const SPAN_MS = 600_000;

/** The time axis up to `now` (ms since the epoch), in seconds: it moves in steps, so that ticks stand still between them. */
export function timeSpan(now: number): { min: number; max: number } {
  const max = Math.ceil(now / 5_000) * 5;
  return { min: max - SPAN_MS / 1_000, max };
}
