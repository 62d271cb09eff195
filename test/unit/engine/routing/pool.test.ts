import assert from 'node:assert/strict';
import { WeeError } from '../../../../src/engine/errors.ts';
import { limits } from '../../../../src/engine/limits.ts';
import type { Backend } from '../../../../src/engine/ports/backend.ts';
import { Pool } from '../../../../src/engine/routing/pool.ts';
import { FakeClock } from '../../../fixtures/ports/fake-clock.ts';

const backend = (id: string): Backend => ({
  id,
  label: id,
  answerClass: 'test/1',
  remote: false,
  async *generate() {},
});

const poolOf = (clock: FakeClock, ...instanceLimits: number[]): Pool =>
  new Pool(
    'test',
    instanceLimits.map((limit, n) => ({ id: `i${n}`, backend: backend(`b${n}`), limit })),
    clock,
  );

const never = new AbortController().signal;

describe('Pool', () => {
  it('picks the instance with the smallest share of its limit in use', async () => {
    const pool = poolOf(new FakeClock(), 1, 4);
    const picked = [];
    for (let n = 0; n < 5; n++) picked.push((await pool.acquire(never)).instance.id);
    assert.deepEqual(picked, ['i0', 'i1', 'i1', 'i1', 'i1']);
  });

  it('says what to do when it is empty', async () => {
    await assert.rejects(poolOf(new FakeClock()).acquire(never), (error) => {
      assert.ok(WeeError.is(error, 'no-instance'));
      assert.match(error.remedy, /wee\.openai\.baseUrl/);
      return true;
    });
  });

  it('never goes over a limit, and serves the queue in order', async () => {
    const pool = poolOf(new FakeClock(), 1);
    const first = await pool.acquire(never);
    const order: string[] = [];
    const acquireAs = async (name: string) => {
      const lease = await pool.acquire(never);
      order.push(name);
      return lease;
    };
    const second = acquireAs('second');
    const third = acquireAs('third');
    assert.equal(pool.stats().queued, 2);
    first.release('served');
    const newcomer = acquireAs('newcomer');
    assert.equal(pool.stats().instances[0]?.inFlight, 1);
    (await second).release('served');
    (await third).release('failed');
    (await newcomer).release('cancelled');
    assert.deepEqual(order, ['second', 'third', 'newcomer']);
    assert.deepEqual(
      pool.stats().instances.map(({ inFlight, served, failed }) => ({ inFlight, served, failed })),
      [{ inFlight: 0, served: 2, failed: 1 }],
    );
  });

  it('gives a place back once, however often a lease is released', async () => {
    const pool = poolOf(new FakeClock(), 1);
    const lease = await pool.acquire(never);
    lease.release('served');
    lease.release('failed');
    assert.deepEqual(pool.stats().instances[0], { id: 'i0', label: 'b0', inFlight: 0, limit: 1, served: 1, failed: 0 });
  });

  it('refuses one more than the queue holds', async () => {
    const pool = poolOf(new FakeClock(), 1);
    await pool.acquire(never);
    const stop = new AbortController();
    const waiting = Array.from({ length: limits.queueLength }, () => pool.acquire(stop.signal));
    await assert.rejects(pool.acquire(never), (error) => WeeError.is(error, 'queue-full'));
    stop.abort();
    const settled = await Promise.allSettled(waiting);
    assert.ok(settled.every((one) => one.status === 'rejected' && WeeError.is(one.reason, 'cancelled')));
    assert.equal(pool.stats().queued, 0);
  });

  it('ends a wait that takes too long, and leaves no timer behind', async () => {
    const clock = new FakeClock();
    const pool = poolOf(clock, 1);
    await pool.acquire(never);
    const waiting = pool.acquire(never);
    clock.advance(limits.queueWaitMs);
    await assert.rejects(waiting, (error) => WeeError.is(error, 'queue-timeout'));
    assert.equal(clock.pendingTimers, 0);
    assert.equal(pool.stats().queued, 0);
  });
});
