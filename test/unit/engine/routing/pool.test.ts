import assert from 'node:assert/strict';
import type { Decision } from '../../../../src/engine/domain/decision.ts';
import { Leaver } from '../../../../src/engine/domain/leaving.ts';
import type { Priority } from '../../../../src/engine/domain/question.ts';
import { WeeError } from '../../../../src/engine/errors.ts';
import { limits } from '../../../../src/engine/limits.ts';
import type { Backend } from '../../../../src/engine/ports/backend.ts';
import type { InstanceSpec } from '../../../../src/engine/routing/instance-spec.ts';
import type { Lease } from '../../../../src/engine/routing/lease.ts';
import { Pool } from '../../../../src/engine/routing/pool.ts';
import type { RouteRequest } from '../../../../src/engine/routing/selector.ts';
import { FakeClock } from '../../../fixtures/ports/fake-clock.ts';

const backend = (id: string): Backend => ({
  id,
  label: id,
  answerClass: 'test/1',
  remote: false,
  async *generate() {},
});
const random = { next: () => 0.5, id: () => 'id' };
const decisions: Omit<Decision, 'at'>[] = [];
const spec = (n: number, more: Partial<InstanceSpec> = {}): InstanceSpec => ({
  id: `i${n}`,
  backend: backend(`b${n}`),
  limit: 1,
  ...more,
});
const poolWith = (clock: FakeClock, ...specs: InstanceSpec[]): Pool =>
  new Pool({ id: 'test', clock, random, onDecision: (decision) => decisions.push(decision) }, specs);
const poolOf = (clock: FakeClock, ...instanceLimits: number[]): Pool =>
  poolWith(clock, ...instanceLimits.map((limit, n) => spec(n, { limit })));
const asked = (more: Partial<RouteRequest> = {}): RouteRequest => ({
  asker: new Leaver(),
  priority: 'normal',
  agent: 'sherlock',
  words: () => ' why ',
  complexity: 1,
  tokens: 100,
  ...more,
});
const served = { outcome: 'served', firstTokenMs: 10, tokens: 100 } as const;
const failed = { outcome: 'failed' } as const;
const stateOf = (pool: Pool, n: number) => pool.stats().instances[n]?.health;

describe('Pool', () => {
  it('picks the instance with the smallest share of its limit in use', async () => {
    const pool = poolOf(new FakeClock(), 1, 4);
    const picked = [];
    for (let n = 0; n < 5; n++) picked.push((await pool.acquire(asked())).instance.id);
    assert.deepEqual(picked, ['i0', 'i1', 'i1', 'i1', 'i1']);
  });

  it('lets equals take turns when questions come one by one', async () => {
    const pool = poolWith(new FakeClock(), spec(0, { limit: 4 }), spec(1, { limit: 4 }), spec(2, { limit: 4 }));
    const picked: string[] = [];
    for (let n = 0; n < 6; n++) {
      const lease = await pool.acquire(asked());
      picked.push(lease.instance.id);
      lease.release(served);
    }
    assert.deepEqual(picked.toSorted(), ['i0', 'i0', 'i1', 'i1', 'i2', 'i2']);
  });

  it('says what to do when it is empty', async () => {
    await assert.rejects(poolOf(new FakeClock()).acquire(asked()), (error) => {
      assert.ok(WeeError.is(error, 'no-instance'));
      assert.match(error.remedy, /wee\.openai\.baseUrl/);
      return true;
    });
  });

  it('never goes over a limit, and serves the queue in order', async () => {
    const pool = poolOf(new FakeClock(), 1);
    const first = await pool.acquire(asked());
    const order: string[] = [];
    const acquireAs = async (name: string): Promise<Lease> => {
      const lease = await pool.acquire(asked());
      order.push(name);
      return lease;
    };
    const second = acquireAs('second');
    const third = acquireAs('third');
    assert.equal(pool.stats().queued, 2);
    first.release(served);
    const newcomer = acquireAs('newcomer');
    assert.equal(pool.stats().instances[0]?.inFlight, 1);
    (await second).release(served);
    (await third).release(failed);
    (await newcomer).release({ outcome: 'cancelled' });
    assert.deepEqual(order, ['second', 'third', 'newcomer']);
    const [instance] = pool.stats().instances;
    assert.deepEqual([instance?.inFlight, instance?.served, instance?.failed], [0, 2, 1]);
  });

  it('gives a place back once, however often a lease is released', async () => {
    const pool = poolOf(new FakeClock(), 1);
    const lease = await pool.acquire(asked());
    lease.release(served);
    lease.release(failed);
    const [instance] = pool.stats().instances;
    assert.deepEqual([instance?.inFlight, instance?.served, instance?.failed], [0, 1, 0]);
  });

  it('refuses one more than the queue holds, and lets background work make room for people', async () => {
    const pool = poolOf(new FakeClock(), 1);
    await pool.acquire(asked());
    const askers: Leaver[] = [];
    const wait = (priority: Priority): Promise<string> => {
      const asker = new Leaver();
      askers.push(asker);
      return pool.acquire(asked({ asker, priority })).then(
        () => 'granted',
        (error) => WeeError.from(error).code,
      );
    };
    const background = Array.from({ length: limits.queueLength / 2 + 1 }, () => wait('background'));
    assert.equal(await background.at(-1), 'queue-full');
    for (let n = 0; n < limits.queueLength / 2; n++) void wait('normal');
    void wait('normal');
    assert.equal(await background.at(-2), 'queue-full');
    for (let n = 1; n < limits.queueLength / 2; n++) void wait('normal');
    assert.equal(await wait('normal'), 'queue-full');
    assert.equal(pool.stats().queued, limits.queueLength);
    for (const asker of askers) asker.leave();
    assert.equal(await background[0], 'queue-full');
    assert.equal(pool.stats().queued, 0);
  });

  it('serves people before background work, and background work still in its turn', async () => {
    const pool = poolOf(new FakeClock(), 1);
    let lease = await pool.acquire(asked());
    const order: string[] = [];
    const waiting = (['background', 'normal', 'high'] as const).map(async (priority) => {
      const next = await pool.acquire(asked({ priority }));
      order.push(priority);
      lease = next;
    });
    for (const _ of waiting) {
      lease.release(served);
      await new Promise(setImmediate);
    }
    await Promise.all(waiting);
    assert.deepEqual(order, ['high', 'normal', 'background']);
  });

  it('ends a wait that takes too long, and leaves no timer behind', async () => {
    const clock = new FakeClock();
    const pool = poolOf(clock, 1);
    await pool.acquire(asked());
    const waiting = pool.acquire(asked());
    clock.advance(limits.queueWaitMs);
    await assert.rejects(waiting, (error) => WeeError.is(error, 'queue-timeout'));
    assert.equal(clock.pendingTimers, 0);
    assert.equal(pool.stats().queued, 0);
  });

  it('leaves out an instance after five failures in a row, tries it with one question, and takes it back after two', async () => {
    const clock = new FakeClock();
    const pool = poolOf(clock, 10, 10);
    const ask = async (exclude = ['i1']) => pool.acquire(asked({ exclude: new Set(exclude) }));
    for (let n = 0; n < 5; n++) (await ask()).release(failed);
    assert.equal(stateOf(pool, 0), 'open');
    assert.equal((await pool.acquire(asked())).instance.id, 'i1');
    await assert.rejects(ask(), (error) => WeeError.is(error, 'backend-resting'));
    clock.advance(3_000);
    const trial = await ask();
    assert.equal((await pool.acquire(asked())).instance.id, 'i1', 'one question on trial at a time');
    trial.release(served);
    (await ask()).release(served);
    assert.equal(stateOf(pool, 0), 'closed');
    assert.ok(decisions.some(({ action, reason }) => action === 'open' && /5 failures in a row/.test(reason)));
  });

  it('honours the time that a refusal names, and waits for it when it is short', async () => {
    const clock = new FakeClock();
    const pool = poolOf(clock, 4);
    (await pool.acquire(asked())).release({ outcome: 'limited', retryAfterMs: 2_000 });
    const waiting = pool.acquire(asked());
    assert.equal(pool.stats().queued, 1);
    clock.advance(1_999);
    assert.equal(pool.stats().queued, 1);
    clock.advance(2);
    const told = decisions.find(({ action }) => action === 'limit');
    assert.equal(told?.subject, 'test/i0');
    assert.equal(told.reason, 'refused for load: rests for 2.0 s as it asks, and takes 2 at once instead of 4');
    (await waiting).release({ outcome: 'limited', retryAfterMs: 60_000 });
    await assert.rejects(pool.acquire(asked()), (error) => WeeError.is(error, 'backend-resting'));
  });

  it('keeps to the requests and tokens of a minute, whatever the model of the endpoint', async () => {
    const clock = new FakeClock();
    const shared = { endpoint: 'e', limit: 10, requestsPerMinute: 3 };
    const pool = poolWith(clock, spec(0, shared), spec(1, shared));
    for (let n = 0; n < 3; n++) (await pool.acquire(asked())).release(served);
    clock.advance(5_000);
    const fourth = pool.acquire(asked());
    clock.advance(50_000);
    assert.equal(pool.stats().queued, 1);
    clock.advance(7_000);
    (await fourth).release(served);
    const tokens = poolWith(clock, spec(0, { limit: 10, tokensPerMinute: 150 }));
    await tokens.acquire(asked());
    void tokens.acquire(asked()).catch(() => {});
    assert.equal(tokens.stats().queued, 1);
  });

  it('takes prompts that suit the smallest of its models', () => {
    const pool = poolWith(new FakeClock(), spec(0));
    assert.equal(pool.promptTokens, undefined);
    pool.update([spec(0), spec(1, { promptTokens: 8_000 }), spec(2, { promptTokens: 4_000 })]);
    assert.equal(pool.promptTokens, 4_000);
    pool.update([spec(0), spec(1, { promptTokens: 8_000 }), spec(2, { promptTokens: 6_000 })]);
    assert.equal(pool.promptTokens, 6_000);
  });

  it('takes fewer questions at once after a refusal, and more again as it does well', async () => {
    const clock = new FakeClock();
    const pool = poolOf(clock, 10);
    (await pool.acquire(asked())).release({ outcome: 'limited', retryAfterMs: 0 });
    assert.equal(pool.stats().instances[0]?.limit, 7);
    for (let round = 0; round < 40; round++) {
      const leases = [];
      for (let n = pool.stats().instances[0]?.limit ?? 0; n > 0; n--) leases.push(await pool.acquire(asked()));
      for (const lease of leases) lease.release(served);
    }
    assert.equal(pool.stats().instances[0]?.limit, 10);
  });

  it('waits a little for a specialist, and moves the wait when it is overloaded', async () => {
    const pool = poolWith(new FakeClock(), spec(0), spec(1, { specialties: ['sherlock'] }));
    const complex = () => pool.acquire(asked({ complexity: 8 }));
    const first = await complex();
    assert.equal(first.instance.id, 'i1');
    assert.match(first.reason, /agent_specialization \(complexity 8 of 10\)/);
    const waiting = complex();
    assert.equal(pool.stats().queued, 1);
    pool.rebalance();
    assert.equal((await waiting).instance.id, 'i0');
    assert.ok(decisions.some(({ action, reason }) => action === 'rebalance' && /of the optimal load/.test(reason)));
  });

  it('lets no more wait for a specialist than is worth it, however many are in the queue', async () => {
    const pool = poolWith(new FakeClock(), spec(0), spec(1, { specialties: ['sherlock'] }));
    const running: Lease[] = [];
    for (let n = 0; n < 8; n++) void pool.acquire(asked({ complexity: 8 })).then((lease) => running.push(lease));
    await Promise.resolve();
    const servedByOther = async (): Promise<number> => {
      for (let rounds = 0; rounds < 4; rounds++) {
        for (const lease of running.splice(0)) lease.release(served);
        for (let n = 0; n < 4; n++) await Promise.resolve();
      }
      return pool.stats().instances[0]?.served ?? 0;
    };
    assert.ok((await servedByOther()) >= 3, 'the other one stood idle');
    assert.equal(pool.waiting, 0);
  });

  it('keeps the load and health of what did not change when instances come and go', async () => {
    const clock = new FakeClock();
    const [a, b] = [spec(0, { limit: 2 }), spec(1)];
    const pool = poolWith(clock, a, b);
    const lease = await pool.acquire(asked({ exclude: new Set(['i1']) }));
    pool.update([a, spec(2)]);
    assert.deepEqual(
      pool.stats().instances.map(({ id, inFlight }) => [id, inFlight]),
      [
        ['i0', 1],
        ['i2', 0],
      ],
    );
    lease.release(served);
    const waiting = Promise.allSettled([
      pool.acquire(asked()),
      pool.acquire(asked()),
      pool.acquire(asked()),
      pool.acquire(asked()),
    ]);
    pool.update([]);
    const last = (await waiting).at(-1);
    assert.ok(last?.status === 'rejected' && WeeError.is(last.reason));
  });

  it('tells who came and went while it runs, and lets who waits have the newcomer', async () => {
    const pool = poolWith(new FakeClock(), spec(0));
    await pool.acquire(asked());
    const waiting = pool.acquire(asked());
    const before = decisions.length;
    pool.update([spec(1), spec(2)]);
    assert.ok(['i1', 'i2'].includes((await waiting).instance.id));
    assert.deepEqual(
      decisions.slice(before).map(({ action, subject }) => `${action} ${subject}`),
      ['added test/i1', 'added test/i2', 'removed test/i0'],
    );
    assert.match(decisions[before]?.reason ?? '', /the settings name it: 2 instances in the pool now/);
  });

  it('lets who waits have the room when an instance may take more', async () => {
    const pool = poolWith(new FakeClock(), spec(0));
    await pool.acquire(asked());
    const waiting = pool.acquire(asked());
    pool.resize('i0', 2);
    assert.equal((await waiting).instance.id, 'i0');
    assert.equal(pool.stats().instances[0]?.allowed, 2);
    pool.resize('i0', 1);
    assert.equal(pool.stats().instances[0]?.inFlight, 2);
    assert.equal(pool.tryAcquire(asked()), undefined);
  });
});
