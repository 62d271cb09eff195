import assert from 'node:assert/strict';
import { Source, type SourceListener } from '../../../../../src/engine/coordinator/generate/source.ts';
import { Leaver } from '../../../../../src/engine/domain/leaving.ts';
import type { Prompt } from '../../../../../src/engine/domain/prompt.ts';
import { cancelled, WeeError } from '../../../../../src/engine/errors.ts';
import type { Backend, BackendChunk } from '../../../../../src/engine/ports/backend.ts';
import { Pool } from '../../../../../src/engine/routing/pool.ts';
import { FakeClock } from '../../../../fixtures/ports/fake-clock.ts';

const text = (what: string): BackendChunk => ({ type: 'text', text: what });
const clock = new FakeClock();

/** Writes down what it is told; says of an end that it was a whole answer. */
class Notes implements SourceListener {
  readonly told: string[] = [];
  refuse: Error | undefined;
  over = (): void => {};
  readonly isOver = new Promise<void>((resolve) => {
    this.over = resolve;
  });

  heard(_: Source, chunk: BackendChunk): void {
    if (this.refuse !== undefined) throw this.refuse;
    this.told.push(chunk.type === 'text' ? chunk.text : chunk.type);
  }

  ended(source: Source): void {
    source.served(10);
    this.told.push('ended');
    this.over();
  }

  failed(_: Source, { code }: WeeError): void {
    this.told.push(code);
    this.over();
  }

  closed({ outcome }: { outcome: string }): void {
    this.told.push(`closed: ${outcome}`);
  }
}

async function ask(generate: Backend['generate'], remote = false) {
  const backend: Backend = { id: 'b', label: 'b', answerClass: 'b/1', remote, generate };
  const pool = new Pool({ id: 'p', clock, random: { next: () => 0.5, id: () => 'id' } }, [
    { id: 'i', backend, limit: 1 },
  ]);
  const lease = await pool.acquire({
    asker: new Leaver(),
    priority: 'normal',
    agent: 'sherlock',
    words: () => '',
    complexity: 1,
    tokens: 1,
  });
  const notes = new Notes();
  const source = new Source(lease, clock, notes);
  source.start({} as Prompt, 1_000);
  return { notes, source, inFlight: () => pool.stats().instances[0]?.inFlight };
}

describe('A source', () => {
  it('tells what it hears, in order, and gives its place back', async () => {
    const { notes, inFlight } = await ask(async function* () {
      yield text('a');
      yield text('b');
    });
    assert.equal(inFlight(), 1);
    await notes.isOver;
    assert.deepEqual(notes.told, ['a', 'b', 'closed: served', 'ended']);
    assert.equal(inFlight(), 0);
  });

  it('ends at once when it is failed, though its backend does not listen, and tells nothing more', async () => {
    let go = (): void => {};
    let aborted = false;
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    const { notes, source, inFlight } = await ask(async function* (_, signal) {
      await held;
      aborted = signal.aborted;
      yield text('late');
    });
    source.fail(cancelled());
    source.fail(cancelled());
    assert.deepEqual(notes.told, ['closed: cancelled', 'cancelled']);
    assert.equal(inFlight(), 0);
    go();
    await held;
    await Promise.resolve();
    assert.equal(aborted, true);
    assert.equal(notes.told.length, 2);
  });

  it('ends with what its listener throws', async () => {
    const { notes, source } = await ask(async function* () {
      yield text('a');
      yield text('b');
    });
    notes.refuse = new WeeError('answer-too-long', 'too long', 'ask less');
    await notes.isOver;
    assert.deepEqual(notes.told, ['closed: cancelled', 'answer-too-long']);
    assert.equal(source.isOpen, false);
  });

  it('tells of a backend that throws at once', async () => {
    const { notes, inFlight } = await ask(() => {
      throw new WeeError('backend-refused', 'no', 'see to it');
    });
    assert.deepEqual(notes.told, ['closed: failed', 'backend-refused']);
    assert.equal(inFlight(), 0);
  });

  it('gives up a remote one that falls silent, not one that goes on', async () => {
    let say = (): void => {};
    const { notes } = await ask(async function* () {
      while (true) {
        await new Promise<void>((resolve) => {
          say = resolve;
        });
        yield text('x');
      }
    }, true);
    clock.advance(900);
    say();
    while (notes.told.length === 0) await Promise.resolve();
    clock.advance(900);
    assert.deepEqual(notes.told, ['x']);
    clock.advance(200);
    assert.deepEqual(notes.told, ['x', 'closed: failed', 'backend-timeout']);
  });
});
