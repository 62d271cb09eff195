import assert from 'node:assert/strict';
import { Flight, Flights, type Passenger } from '../../../../../src/engine/coordinator/generate/flight.ts';
import { Leaver } from '../../../../../src/engine/domain/leaving.ts';
import { WeeError } from '../../../../../src/engine/errors.ts';

/** Work that streams what the test emits. */
class TestFlight extends Flight<string, string> {
  starts = 0;
  #soFar = '';

  constructor() {
    super('k');
  }

  protected begin(): void {
    this.starts++;
  }

  protected catchUp(passenger: Passenger<string, string>): void {
    if (this.#soFar !== '') passenger.take(this.#soFar);
  }

  say(event: string): void {
    this.#soFar += event;
    this.emit(event);
  }

  succeed(): void {
    this.land('home');
  }

  fail(error: unknown): void {
    this.crash(error);
  }
}

/** Somebody who asks, and notes what comes. */
class TestPassenger implements Passenger<string, string> {
  readonly leaving = new Leaver();
  readonly seen: string[] = [];
  /** What it was told at the end, every time. */
  readonly ends: unknown[] = [];

  #flight: Flight<string, string> | undefined;

  boarded(flight: Flight<string, string>): void {
    this.#flight = flight;
  }

  hasLeft(): void {
    this.#flight?.alight(this);
  }

  take(event: string): void {
    this.seen.push(event);
  }

  landed(landing: string): void {
    this.ends.push(landing);
  }

  failed(error: unknown): void {
    this.ends.push(WeeError.is(error) ? error.code : error);
  }
}

describe('Flights', () => {
  let flights: Flights<string, string>;
  beforeEach(() => {
    flights = new Flights();
  });

  const board = (flight: TestFlight): TestPassenger => {
    const passenger = new TestPassenger();
    flights.join('k', () => flight, passenger);
    return passenger;
  };

  it('runs the work once for all who ask meanwhile, and everyone gets the whole stream', () => {
    const flight = new TestFlight();
    const first = board(flight);
    flight.say('a');
    flight.say('b');
    const late = board(flight);
    flight.say('c');
    flight.succeed();
    assert.deepEqual([first.seen, first.ends], [['a', 'b', 'c'], ['home']]);
    assert.deepEqual([late.seen, late.ends], [['ab', 'c'], ['home']]);
    assert.equal(flight.starts, 1);
    assert.equal(flights.size, 0);
  });

  it('goes on when one leaves, and stops when the last one does', () => {
    const flight = new TestFlight();
    const one = board(flight);
    const two = board(flight);
    one.leaving.leave();
    assert.deepEqual(one.ends, ['cancelled']);
    flight.say('a');
    assert.deepEqual([one.seen, two.seen], [[], ['a']]);
    assert.equal(flight.left, false);
    two.leaving.leave();
    assert.deepEqual(two.ends, ['cancelled']);
    assert.equal(flight.left, true);
    assert.equal(flights.size, 0);
  });

  it('starts afresh for whoever asks after the last one left', () => {
    const dying = new TestFlight();
    const first = board(dying);
    first.leaving.leave();
    const fresh = new TestFlight();
    const second = board(fresh);
    dying.say('of the dead');
    dying.succeed();
    assert.equal(flights.has('k'), true);
    fresh.say('x');
    fresh.succeed();
    assert.deepEqual([second.seen, second.ends], [['x'], ['home']]);
    assert.deepEqual([first.seen, first.ends], [[], ['cancelled']]);
    assert.equal(flights.size, 0);
  });

  it('tells every passenger of a failure, after what was streamed before it', () => {
    const flight = new TestFlight();
    const passengers = [board(flight), board(flight)];
    flight.say('a');
    flight.fail(new WeeError('backend-truncated', 'broke off', 'ask again'));
    for (const { seen, ends } of passengers) assert.deepEqual([seen, ends], [['a'], ['backend-truncated']]);
    assert.equal(flights.size, 0);
  });

  it('takes nobody in who has left before, and begins nothing for them', () => {
    const passenger = new TestPassenger();
    passenger.leaving.leave();
    flights.join('k', () => assert.fail('it began'), passenger);
    assert.deepEqual(passenger.ends, ['cancelled']);
    assert.equal(flights.size, 0);
  });

  it('has landed for all when one leaves after the landing', () => {
    const flight = new TestFlight();
    const one = board(flight);
    const two = board(flight);
    flight.succeed();
    one.leaving.leave();
    assert.deepEqual([one.ends, two.ends], [['home'], ['home']]);
    assert.equal(flight.left, false);
  });
});
