import assert from 'node:assert/strict';
import { Flights, type Work } from '../../../../../src/engine/coordinator/generate/flight.ts';
import type { Leaving } from '../../../../../src/engine/coordinator/generate/leaving.ts';
import { WeeError } from '../../../../../src/engine/errors.ts';

/** Work that streams what the test emits, and tells whether it was stopped. */
class TestWork {
  starts = 0;
  stopped = false;
  emit: (event: string) => void = () => {};
  succeed: () => void = () => {};
  fail: (error: unknown) => void = () => {};

  readonly work: Work<string> = (signal, emit) => {
    this.starts++;
    this.emit = emit;
    signal.addEventListener('abort', () => {
      this.stopped = true;
    });
    return new Promise((resolve, reject) => {
      this.succeed = resolve;
      this.fail = reject;
    });
  };
}

/** Somebody who asks, and notes what comes. */
class Passenger implements Leaving {
  left = false;
  onLeave: (() => void) | undefined;
  readonly seen: string[] = [];
  readonly arrived: Promise<void>;

  constructor(flights: Flights<string>, { work }: TestWork, left = false) {
    this.left = left;
    this.arrived = flights.join('k', work, this, (event) => this.seen.push(event));
    this.arrived.catch(() => {});
  }

  leave(): void {
    this.left = true;
    this.onLeave?.();
  }
}

const isCancelled = (error: unknown): boolean => WeeError.is(error, 'cancelled');

describe('Flights', () => {
  let flights: Flights<string>;
  beforeEach(() => {
    flights = new Flights();
  });

  it('runs the work once for all who ask meanwhile, and everyone gets the whole stream', async () => {
    const work = new TestWork();
    const first = new Passenger(flights, work);
    work.emit('a');
    const late = new Passenger(flights, work);
    work.emit('b');
    work.succeed();
    await Promise.all([first.arrived, late.arrived]);
    assert.deepEqual(first.seen, ['a', 'b']);
    assert.deepEqual(late.seen, ['a', 'b']);
    assert.equal(work.starts, 1);
    assert.equal(flights.size, 0);
  });

  it('goes on when one leaves, and stops when the last one does', async () => {
    const work = new TestWork();
    const one = new Passenger(flights, work);
    const two = new Passenger(flights, work);
    one.leave();
    await assert.rejects(one.arrived, isCancelled);
    work.emit('a');
    assert.deepEqual(one.seen, []);
    assert.deepEqual(two.seen, ['a']);
    assert.equal(work.stopped, false);
    two.leave();
    await assert.rejects(two.arrived, isCancelled);
    assert.equal(work.stopped, true);
    assert.equal(flights.size, 0);
  });

  it('starts afresh for whoever asks after the last one left', async () => {
    const dying = new TestWork();
    const first = new Passenger(flights, dying);
    first.leave();
    await assert.rejects(first.arrived);
    const fresh = new TestWork();
    const second = new Passenger(flights, fresh);
    dying.emit('of the dead');
    dying.succeed();
    fresh.emit('x');
    fresh.succeed();
    await second.arrived;
    assert.deepEqual(second.seen, ['x']);
    assert.equal(flights.size, 0);
  });

  it('tells every passenger of a failure, after what was streamed before it', async () => {
    const work = new TestWork();
    const passengers = [new Passenger(flights, work), new Passenger(flights, work)];
    work.emit('a');
    const failure = new WeeError('backend-truncated', 'broke off', 'ask again');
    work.fail(failure);
    for (const { arrived, seen } of passengers) {
      await assert.rejects(arrived, failure);
      assert.deepEqual(seen, ['a']);
    }
    assert.equal(flights.size, 0);
  });

  it('takes nobody in who has left before, and begins nothing for them', async () => {
    const work = new TestWork();
    await assert.rejects(new Passenger(flights, work, true).arrived, isCancelled);
    assert.equal(work.starts, 0);
  });

  it('lands well for all when one leaves after the landing', async () => {
    const work = new TestWork();
    const one = new Passenger(flights, work);
    const two = new Passenger(flights, work);
    work.succeed();
    await one.arrived;
    one.leave();
    await two.arrived;
    assert.equal(work.stopped, false);
  });
});
