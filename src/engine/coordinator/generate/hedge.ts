import { WeeError } from '../../errors.ts';
import type { BackendChunk } from '../../ports/backend.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Source } from './source.ts';

export interface Lead {
  readonly source: Source;
  /** Its first chunk, already read. */
  readonly first: IteratorResult<BackendChunk>;
  readonly hedged: boolean;
}

type Start =
  | { readonly source: Source; readonly first: IteratorResult<BackendChunk> }
  | { readonly source: Source; readonly error: WeeError };

/**
 * The source whose first chunk comes first. `second` is asked for one more when the first is not there after `afterMs`; the slower of the two is
 * stopped. One that fails leaves the race to the other; when both failed, the first failure is thrown.
 */
export async function lead(
  primary: Source,
  clock: Clock,
  afterMs: number,
  second: () => Source | undefined,
  onWon: () => void,
): Promise<Lead> {
  const starting = begin(primary);
  let late = (): void => {};
  const timer = clock.after(afterMs, () => late());
  const lateness = new Promise<undefined>((resolve) => {
    late = () => resolve(undefined);
  });
  const early = await Promise.race([starting, lateness]);
  timer.dispose();
  const hedge = early === undefined ? second() : undefined;
  if (hedge === undefined) return settle(early ?? (await starting), false);
  const hedging = begin(hedge);
  const ahead = await Promise.race([starting, hedging]);
  const behind = ahead.source === primary ? { source: hedge, start: hedging } : { source: primary, start: starting };
  if ('error' in ahead) {
    ahead.source.failed(ahead.error);
    const other = await behind.start;
    if ('error' in other) {
      other.source.failed(other.error);
      throw ahead.error;
    }
    return settle(other, true);
  }
  behind.source.outrun();
  if (ahead.source === hedge) onWon();
  return settle(ahead, true);
}

async function begin(source: Source): Promise<Start> {
  try {
    return { source, first: await source.next() };
  } catch (error) {
    return { source, error: WeeError.from(error) };
  }
}

function settle(start: Start, hedged: boolean): Lead {
  if ('error' in start) {
    start.source.failed(start.error);
    throw start.error;
  }
  return { ...start, hedged };
}
