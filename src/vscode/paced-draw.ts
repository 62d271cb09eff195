import type { Clock } from '../engine/ports/clock.ts';
import type { Disposable } from '../engine/ports/disposable.ts';

/** ms between two redraws: at most two a second. */
const REDRAW_MS = 500;

export interface PacedDraw extends Disposable {
  /** Something changed: draws when it is due. */
  soon(): void;
}

/** Draws at most twice a second, and not at all while nobody sees it; calls that come meanwhile are one. */
export function pacedDraw(draw: () => void, visible: () => boolean, clock: Clock): PacedDraw {
  let drawnAt = -REDRAW_MS;
  let timer: Disposable | undefined;
  const now = (): void => {
    timer = undefined;
    if (!visible()) return;
    drawnAt = clock.monotonic();
    draw();
  };
  return {
    soon() {
      timer ??= clock.after(Math.max(0, drawnAt + REDRAW_MS - clock.monotonic()), now);
    },
    dispose() {
      timer?.dispose();
      timer = undefined;
    },
  };
}
