import assert from 'node:assert/strict';
import { leastConnections } from '../../../../../src/engine/routing/strategies/least-connections.ts';
import { RoundRobin } from '../../../../../src/engine/routing/strategies/round-robin.ts';

const instance = (id: string, latency: number, inFlight = 0) => ({
  id,
  inFlight,
  limit: 4,
  weight: 1,
  specialties: [],
  latency: () => latency,
});

/** Who is asked of these, four times one after the other. */
function four(...candidates: ReturnType<typeof instance>[]): string {
  const turns = new RoundRobin();
  return Array.from({ length: 4 }, () => leastConnections(candidates, turns, 0)?.chosen.id).join('');
}

describe('Least connections', () => {
  it('lets equals take turns, also those that nobody has measured and those a little slower', () => {
    assert.equal(four(instance('a', 400), instance('b', 1_500)), 'abab');
    assert.equal(four(instance('a', 400), instance('b', 0)), 'abab');
    assert.equal(four(instance('a', 0), instance('b', 0)), 'abab');
    assert.equal(four(instance('a', 20), instance('b', 900)), 'abab');
  });

  it('passes over one that turned far slower than its equals', () => {
    assert.equal(four(instance('a', 400), instance('b', 3_000)), 'aaaa');
    assert.equal(four(instance('a', 400), instance('b', 3_000), instance('c', 0)), 'acac');
  });

  it('asks the slow one where the fast one has more to do', () => {
    assert.equal(four(instance('a', 400, 1), instance('b', 3_000)), 'bbbb');
  });

  it('takes turns among those that are all slow', () => {
    assert.equal(four(instance('a', 9_000), instance('b', 9_500)), 'abab');
  });
});
