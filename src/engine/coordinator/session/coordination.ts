import type { Coordination } from '../../domain/session.ts';

/** When a step worked, ms on the monotonic clock. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How well steps were coordinated within `wallMs`: their sum over it, and the share of it that no step covers. */
export function coordination(spans: readonly Span[], wallMs: number): Coordination {
  if (wallMs <= 0) return { efficiency: spans.length > 0 ? 1 : 0, overhead: 0 };
  const sum = spans.reduce((total, { from, to }) => total + (to - from), 0);
  let covered = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    covered += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return { efficiency: sum / wallMs, overhead: Math.min(1, Math.max(0, 1 - covered / wallMs)) };
}
