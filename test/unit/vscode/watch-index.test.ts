import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/coordinator/engine.ts';
import type { IndexProgress, IndexStatus } from '../../../src/engine/ports/context-source.ts';
import { watchIndex } from '../../../src/vscode/watch-index.ts';

describe('the index as views see it', () => {
  let tell: (progress: IndexProgress) => void;
  let status: IndexStatus;
  const engine = {
    indexStatus: async () => status,
    onIndexProgress(listener: (progress: IndexProgress) => void) {
      tell = listener;
      return { dispose() {} };
    },
  } as Partial<Engine> as Engine;
  const changed = (): { readonly change: Promise<void>; readonly done: () => void } => {
    let done = (): void => {};
    const change = new Promise<void>((resolve) => {
      done = resolve;
    });
    return { change, done };
  };

  beforeEach(() => {
    status = { state: 'indexing', files: 10, unparsed: 4, notices: [], bytes: 1, resting: false };
  });

  it('is being read until its text is whole, though code is read in between', async () => {
    let next = changed();
    const index = watchIndex(engine, () => next.done());
    tell({ done: 10, total: 100, phase: 'text' });
    assert.deepEqual(index.view.progress, { done: 10, total: 100 });
    next = changed();
    tell({ done: 6, total: 10, phase: 'code' });
    await next.change;
    assert.deepEqual(index.view, { ...status, progress: { done: 10, total: 100 } });
    status = { ...status, state: 'ready', files: 100 };
    next = changed();
    tell({ done: 100, total: 100, phase: 'text' });
    await next.change;
    assert.deepEqual(index.view, status);
  });

  it('has no code left to be read as soon as the last of it was, though nobody asks', async () => {
    let next = changed();
    const index = watchIndex(engine, () => next.done());
    status = { ...status, state: 'ready' };
    index.refresh();
    await next.change;
    assert.equal(index.view.unparsed, 4);
    status = { ...status, unparsed: 0 };
    next = changed();
    tell({ done: 10, total: 10, phase: 'code' });
    await next.change;
    assert.equal(index.view.unparsed, 0);
  });

  it('is no longer being read when it was paused or failed half way', async () => {
    const next = changed();
    const index = watchIndex(engine, () => {
      if (index.view.state === 'paused') next.done();
    });
    tell({ done: 10, total: 100, phase: 'text' });
    status = { ...status, state: 'paused' };
    index.refresh();
    await next.change;
    assert.deepEqual(index.view, status);
  });
});
