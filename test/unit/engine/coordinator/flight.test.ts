import assert from 'node:assert/strict';
import { Flights } from '../../../../src/engine/coordinator/flight.ts';
import { WeeError } from '../../../../src/engine/errors.ts';

/** Work that streams what the test pushes, and tells whether it was stopped. */
class Work {
  readonly #queue: (string | Error | undefined)[] = [];
  #wake = (): void => {};
  starts = 0;
  stopped = false;

  push(event: string | Error | undefined): void {
    this.#queue.push(event);
    this.#wake();
  }

  readonly start = async function* (this: Work, signal: AbortSignal): AsyncGenerator<string> {
    this.starts++;
    signal.addEventListener('abort', () => {
      this.stopped = true;
      this.#wake();
    });
    while (true) {
      if (this.#queue.length === 0) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
          if (signal.aborted) resolve();
        });
      }
      if (signal.aborted) throw new Error('stopped');
      const next = this.#queue.shift();
      if (next === undefined) return;
      if (next instanceof Error) throw next;
      yield next;
    }
  }.bind(this);
}

const all = async (stream: AsyncIterable<string>): Promise<string[]> => {
  const events = [];
  for await (const event of stream) events.push(event);
  return events;
};

const never = new AbortController().signal;

describe('Flights', () => {
  it('runs the work once for all who ask meanwhile, and everyone gets the whole stream', async () => {
    const flights = new Flights<string>();
    const work = new Work();
    const first = flights.join('k', work.start, never);
    const started = first.next();
    work.push('a');
    assert.equal((await started).value, 'a');
    const late = all(flights.join('k', work.start, never));
    work.push('b');
    work.push(undefined);
    assert.deepEqual(await late, ['a', 'b']);
    assert.deepEqual(await all(first), ['b']);
    assert.equal(work.starts, 1);
    assert.equal(flights.size, 0);
  });

  it('goes on when one leaves, and stops when the last one does', async () => {
    const flights = new Flights<string>();
    const work = new Work();
    const one = new AbortController();
    const two = new AbortController();
    const first = flights.join('k', work.start, one.signal).next();
    const second = flights.join('k', work.start, two.signal).next();
    one.abort();
    await assert.rejects(first, (error) => WeeError.is(error, 'cancelled'));
    assert.equal(work.stopped, false);
    two.abort();
    await assert.rejects(second, (error) => WeeError.is(error, 'cancelled'));
    assert.equal(work.stopped, true);
    assert.equal(flights.size, 0);
  });

  it('starts afresh for whoever asks after the last one left', async () => {
    const flights = new Flights<string>();
    const stop = new AbortController();
    const dying = new Work();
    const first = flights.join('k', dying.start, stop.signal).next();
    stop.abort();
    await assert.rejects(first);
    const fresh = new Work();
    const second = all(flights.join('k', fresh.start, never));
    fresh.push('x');
    fresh.push(undefined);
    assert.deepEqual(await second, ['x']);
  });

  it('tells every passenger of a failure, after what was streamed before it', async () => {
    const flights = new Flights<string>();
    const work = new Work();
    const failure = new WeeError('backend-truncated', 'broke off', 'ask again');
    const streams = [flights.join('k', work.start, never), flights.join('k', work.start, never)];
    const firsts = streams.map((stream) => stream.next());
    work.push('a');
    assert.deepEqual(
      (await Promise.all(firsts)).map(({ value }) => value),
      ['a', 'a'],
    );
    const rests = streams.map((stream) => stream.next());
    work.push(failure);
    for (const rest of rests) await assert.rejects(rest, failure);
    assert.equal(flights.size, 0);
  });
});
