import type { IndexView } from '../dashboard/protocol.ts';
import type { Engine } from '../engine/coordinator/engine.ts';
import type { Disposable } from '../engine/ports/disposable.ts';

const UNKNOWN: IndexView = { state: 'idle', files: 0, unparsed: 0, notices: [], bytes: 0 };

export interface WatchedIndex extends Disposable {
  /** What is known of it now. */
  readonly view: IndexView;
  /** Asks the index thread how it is; `onChange` follows when something is different. Calls that come meanwhile are one. */
  refresh(): void;
}

/** The state of the index for a view that must not wait for it: the thread may be busy with a first index. */
export function watchIndex(engine: Engine, onChange: () => void): WatchedIndex {
  let view = UNKNOWN;
  let progress: IndexView['progress'];
  let asking = false;
  let disposed = false;

  function show(next: IndexView): void {
    if (disposed || JSON.stringify(next) === JSON.stringify(view)) return;
    view = next;
    onChange();
  }

  function refresh(): void {
    if (asking) return;
    asking = true;
    engine
      .indexStatus()
      .then(
        (status) => show({ ...status, ...(progress !== undefined && { progress }) }),
        () => {},
      )
      .finally(() => {
        asking = false;
      });
  }

  const listening = engine.onIndexProgress(({ done, total, phase }) => {
    const reading = phase !== 'code' && (total === 0 || done < total);
    progress = reading ? { done, total } : undefined;
    const { progress: _, ...status } = view;
    show({ ...status, ...(progress !== undefined && { progress }) });
    if (!reading) refresh();
  });
  return {
    get view() {
      return view;
    },
    refresh,
    dispose() {
      disposed = true;
      listening.dispose();
    },
  };
}
