import assert from 'node:assert/strict';
import type { AskEvent } from '../../../../../src/engine/domain/ask-event.ts';
import { WeeError } from '../../../../../src/engine/errors.ts';
import type { Backend, BackendChunk } from '../../../../../src/engine/ports/backend.ts';
import { FakeEngine } from '../../../../fixtures/ports/fake-engine.ts';

const whole = (text: string): BackendChunk[] => [
  { type: 'text', text },
  { type: 'end', finish: 'stop' },
];

/** One request to an instance, as long as the test leaves it waiting. */
interface Held {
  readonly instance: string;
  readonly signal: AbortSignal;
  answer(text: string): void;
  fail(error: Error): void;
}

/** Two instances that answered often enough for their usual time to be known; from then on the test answers. */
async function pair() {
  const engine = new FakeEngine();
  const held: Held[] = [];
  let told = (): void => {};
  let holding = false;
  const backend = (instance: string): Backend => ({
    id: instance,
    label: instance,
    answerClass: 'fake/1',
    remote: false,
    async *generate(_, signal) {
      if (!holding) {
        engine.clock.advance(10);
        yield* whole('usual');
        return;
      }
      yield* await new Promise<BackendChunk[]>((resolve, reject) => {
        held.push({ instance, signal, answer: (text) => resolve(whole(text)), fail: reject });
        told();
      });
    },
  });
  engine.pools.set('local', [
    { id: 'a', backend: backend('a'), limit: 10 },
    { id: 'b', backend: backend('b'), limit: 10 },
  ]);
  for (let n = 0; n < 10; n++) await engine.ask(`usual ${n}?`);
  holding = true;
  /** The next request that is held. */
  const next = async (count: number): Promise<Held> => {
    while (held.length < count)
      await new Promise<void>((resolve) => {
        told = resolve;
      });
    return held[count - 1] as Held;
  };
  return { engine, next, hedges: () => engine.pools.get('local')?.stats().hedges };
}

const last = (events: readonly AskEvent[]): AskEvent | undefined => events.at(-1);
const outcomes = (events: readonly AskEvent[]): string[] => {
  const end = last(events);
  assert(end?.type === 'done' || end?.type === 'failed');
  return (end.trace.attempts ?? []).map(({ outcome }) => outcome);
};

describe('A try whose first chunk is late', () => {
  it('asks a second instance, takes whichever speaks first, and stops the other', async () => {
    const { engine, next, hedges } = await pair();
    const asking = engine.ask('slow?');
    const first = await next(1);
    engine.clock.advance(20);
    const second = await next(2);
    assert.notEqual(first.instance, second.instance);
    second.answer('from the second');
    const events = await asking;
    const end = last(events);
    assert(end?.type === 'done');
    assert.equal(end.answer.text, 'from the second');
    assert.match(end.trace.reason, /; hedged/);
    assert.deepEqual(outcomes(events), ['outrun', 'served']);
    assert.equal(first.signal.aborted, true);
    assert.deepEqual(hedges(), { sent: 1, won: 1 });
    const known = engine.pools
      .get('local')
      ?.stats()
      .instances.find(({ id }) => id === first.instance);
    assert.equal(known?.firstTokenMs, 20, 'it is known to take at least as long as was waited');
  });

  it('leaves it to the other when one fails, whichever that is', async () => {
    const { engine, next } = await pair();
    const asking = engine.ask('slow?');
    const first = await next(1);
    engine.clock.advance(20);
    const second = await next(2);
    first.fail(new WeeError('backend-refused', 'the first refused', 'see to it'));
    second.answer('from the second');
    const events = await asking;
    assert.equal(last(events)?.type, 'done');
    assert.deepEqual(outcomes(events), ['failed', 'served']);
  });

  it('fails with what went wrong first when both do', async () => {
    const { engine, next } = await pair();
    const asking = engine.ask('slow?');
    const first = await next(1);
    engine.clock.advance(20);
    const second = await next(2);
    second.fail(new WeeError('backend-refused', 'the second refused', 'see to it'));
    await Promise.resolve();
    first.fail(new WeeError('backend-missing', 'the first is gone', 'see to it'));
    const end = last(await asking);
    assert(end?.type === 'failed');
    assert.equal(end.message, 'the second refused');
  });

  it('stops both when whoever asked leaves', async () => {
    const { engine, next } = await pair();
    const stop = new AbortController();
    const asking = engine.ask('slow?', {}, stop.signal);
    const first = await next(1);
    engine.clock.advance(20);
    const second = await next(2);
    stop.abort();
    const events = await asking;
    assert.equal(first.signal.aborted && second.signal.aborted, true);
    const end = last(events);
    assert(end?.type === 'failed' && end.code === 'cancelled');
    assert.deepEqual(
      engine.pools
        .get('local')
        ?.stats()
        .instances.map(({ inFlight }) => inFlight),
      [0, 0],
    );
  });

  it('asks nobody else when it was answered in time', async () => {
    const { engine, next, hedges } = await pair();
    const asking = engine.ask('slow?');
    const first = await next(1);
    engine.clock.advance(5);
    first.answer('in time');
    assert.deepEqual(outcomes(await asking), ['served']);
    engine.clock.advance(1_000);
    assert.deepEqual(hedges(), { sent: 0, won: 0 });
  });
});
