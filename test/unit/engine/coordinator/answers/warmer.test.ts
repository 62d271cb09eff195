import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { Warmer } from '../../../../../src/engine/coordinator/answers/warmer.ts';
import { limits } from '../../../../../src/engine/limits.ts';
import type { Backend } from '../../../../../src/engine/ports/backend.ts';
import { FakeEngine } from '../../../../fixtures/ports/fake-engine.ts';

interface Terms {
  readonly generate?: Backend['generate'];
  readonly remote?: boolean;
  readonly price?: { readonly input: number; readonly output: number };
}

function warmerOver({ generate, remote = false, price }: Terms = {}) {
  const engine = new FakeEngine(generate);
  const warmer = new Warmer({
    clock: engine.clock,
    journal: engine.cache.journal,
    ready: async () => engine.cache.ready(),
    ask: (question, signal) => engine.coordinator.ask(question, signal),
    remote: () => remote,
    price: () => price,
  });
  /** The file of every context changes: no answer stands any longer. */
  const edit = (text: string): void => {
    engine.files.set('used.ts', text);
    engine.generation++;
  };
  const tierOf = async (text: string, agent = 'sherlock'): Promise<string | undefined> => {
    const last = (await engine.ask(text, { agent })).at(-1);
    return last?.type === 'done' ? last.tier : last?.type;
  };
  return { engine, warmer, edit, tierOf };
}

/** A backend that answers when it is told to, or ends when it is cancelled. */
function gate() {
  let open = (): void => {};
  let began = (): void => {};
  const started = new Promise<void>((resolve) => {
    began = resolve;
  });
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const generate: Backend['generate'] = async function* (_, signal) {
    began();
    await Promise.race([opened, new Promise((resolve) => signal.addEventListener('abort', resolve))]);
    signal.throwIfAborted();
    yield { type: 'text', text: 'late' };
    yield { type: 'end', finish: 'stop' };
  };
  return { generate, started, open: () => open() };
}

describe('Asking ahead', () => {
  it('asks anew what went stale, so that the next question hits', async () => {
    const { warmer, edit, tierOf } = warmerOver();
    await tierOf('why one?');
    await tierOf('why two?');
    edit('two');
    const report = await warmer.warm([]);
    assert.deepEqual([report.looked, report.answered, report.fresh, report.ended], [2, 2, 0, 'done']);
    assert.ok(report.tokens > 0);
    assert.equal(await tierOf('why one?'), 'memory');
  });

  it('finds what is at hand, and does not count itself as somebody who asked', async () => {
    const { engine, warmer, tierOf } = warmerOver();
    await tierOf('why one?');
    for (let n = 0; n < 3; n++) assert.equal((await warmer.warm([])).fresh, 1);
    assert.deepEqual(
      engine.cache.journal.often(9).map(({ times }) => times),
      [1],
    );
  });

  it('takes the most asked first, and only what a pattern names: an agent or words', async () => {
    const { engine, warmer, edit, tierOf } = warmerOver();
    for (const text of ['why one?', 'why two?', 'why two?', 'which test?']) await tierOf(text);
    await tierOf('which test?', 'marie');
    edit('two');
    assert.equal((await warmer.warm([], { questions: 1 })).ended, 'enough questions');
    assert.equal(await tierOf('why two?'), 'memory');
    assert.equal((await warmer.warm(['no such words'])).looked, 0);
    assert.equal((await warmer.warm(['@marie'])).answered, 1);
    const before = engine.generations;
    assert.equal(await tierOf('which test?', 'marie'), 'memory');
    assert.equal((await warmer.warm(['ONE'])).answered, 1);
    assert.equal(engine.generations, before + 1);
  });

  it('makes way at once when a person asks, and asks nothing while one does', async () => {
    const { generate, started, open } = gate();
    let slow = false;
    const quick: Backend['generate'] = async function* (prompt, signal) {
      if (slow) yield* generate(prompt, signal);
      else {
        yield { type: 'text', text: 'quick' };
        yield { type: 'end', finish: 'stop' };
      }
    };
    const { engine, warmer, edit, tierOf } = warmerOver({ generate: quick });
    await tierOf('why one?');
    edit('two');
    slow = true;
    const warming = warmer.warm([]);
    await started;
    warmer.enter();
    const report = await warming;
    assert.deepEqual([report.answered, report.ended], [0, 'a person asked']);
    assert.equal((await warmer.warm([])).looked, 0);
    warmer.leave();
    open();
    const before = engine.generations;
    assert.equal((await warmer.warm([])).answered, 1);
    assert.equal(engine.generations, before + 1);
  });

  it('runs one at a time, and ends when it is stopped, when its time is up, or when its tokens are spent', async () => {
    const { generate, started } = gate();
    let slow = false;
    const { engine, warmer, edit, tierOf } = warmerOver({
      async *generate(prompt, signal) {
        if (slow) return yield* generate(prompt, signal);
        yield { type: 'text', text: 'quick' };
        yield { type: 'end', finish: 'stop' };
      },
    });
    for (const text of ['why one?', 'why two?']) await tierOf(text);
    edit('two');
    assert.equal((await warmer.warm([], { tokens: 1 })).ended, 'no tokens left');
    edit('three');
    slow = true;
    const stop = new AbortController();
    const stopped = warmer.warm([], {}, stop.signal);
    await started;
    assert.equal((await warmer.warm([])).ended, 'another one is running');
    stop.abort();
    assert.equal((await stopped).ended, 'stopped');
    const late = warmer.warm([], { ms: 1_000 });
    while (engine.generations < 5) await turn();
    engine.clock.advance(1_000);
    assert.equal((await late).ended, 'no time left');
  });

  it('asks nothing that opens a connection while there is no money, and stops when it is spent', async () => {
    const { warmer, edit, tierOf, engine } = warmerOver({ remote: true, price: { input: 1e6, output: 1e6 } });
    for (const text of ['why one?', 'why two?']) await tierOf(text);
    edit('two');
    const before = engine.generations;
    assert.deepEqual([(await warmer.warm([])).looked, engine.generations], [0, before]);
    const report = await warmer.warm([], { cost: 0.5 });
    assert.deepEqual([report.answered, report.ended], [1, 'no money left']);
    assert.ok(report.cost >= 0.5);
  });

  it('counts what failed and goes on', async () => {
    let asked = 0;
    const { warmer, edit, tierOf } = warmerOver({
      async *generate() {
        if (++asked > 2) throw new Error('down');
        yield { type: 'text', text: 'quick' };
        yield { type: 'end', finish: 'stop' };
      },
    });
    for (const text of ['why one?', 'why two?']) await tierOf(text);
    edit('two');
    const { looked, failed, ended } = await warmer.warm([]);
    assert.deepEqual([looked, failed, ended], [2, 2, 'done']);
  });

  it('refreshes what is asked often when the workspace has been quiet, not before', async () => {
    const { engine, warmer, edit, tierOf } = warmerOver();
    for (const text of ['why one?', 'why one?', 'why one?', 'why two?']) await tierOf(text);
    edit('two');
    const before = engine.generations;
    warmer.nudge();
    engine.clock.advance(limits.warmQuietMs - 1);
    warmer.nudge();
    engine.clock.advance(limits.warmQuietMs - 1);
    for (let n = 0; n < 20; n++) await turn();
    assert.equal(engine.generations, before);
    engine.clock.advance(1);
    for (let n = 0; n < 20; n++) await turn();
    assert.equal(engine.generations, before + 1);
    assert.equal(await tierOf('why one?'), 'memory');
    warmer.nudge();
    warmer.dispose();
    assert.equal(engine.clock.pendingTimers, 0);
  });
});
