import type { IndexView } from '../dashboard/panel/protocol.ts';
import type { Engine } from '../engine/coordinator/engine.ts';
import type { Disposable } from '../engine/ports/disposable.ts';

const UNKNOWN: IndexView = { state: 'idle', files: 0, unparsed: 0, notices: [], bytes: 0 };

export interface WatchedIndex extends Disposable {
  /** What is known of it now. */
  readonly view: IndexView;
  /** Asks the index process how it is; `onChange` follows when something is different. Calls that come meanwhile are one. */
  refresh(): void;
}

/** The state of the index for a view that must not wait for it: the process may be busy with a first index. */
export function watchIndex(engine: Engine, onChange: () => void): WatchedIndex {
  let view = UNKNOWN;
  let progress: IndexView['progress'];
  let asking: Promise<void> | undefined;
  /** Asked for while an answer was under way, which may be older than what it was asked for. */
  let again = false;
  let disposed = false;

  function show(next: IndexView): void {
    if (disposed || JSON.stringify(next) === JSON.stringify(view)) return;
    view = next;
    onChange();
  }

  async function ask(): Promise<void> {
    try {
      const status = await engine.indexStatus();
      if (status.state !== 'indexing') progress = undefined;
      show({ ...status, ...(progress !== undefined && { progress }) });
    } catch {
      // A process that does not answer has nothing new to tell.
    }
  }

  function refresh(): void {
    if (asking !== undefined) {
      again = true;
      return;
    }
    asking = ask().then(() => {
      asking = undefined;
      if (again && !disposed) {
        again = false;
        refresh();
      }
    });
  }

  const listening = engine.onIndexProgress(({ done, total, phase }) => {
    // Code is read between two pieces of text: that says nothing of the text. Its end is told, if nobody asks in between.
    if (phase === 'code') {
      if (progress !== undefined || done >= total) refresh();
      return;
    }
    progress = { done, total };
    if (total > 0 && done >= total) refresh();
    else show({ ...view, state: 'indexing', progress });
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
