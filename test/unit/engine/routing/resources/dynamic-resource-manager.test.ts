import assert from 'node:assert/strict';
import type { Decision } from '../../../../../src/engine/domain/decision.ts';
import { DynamicResourceManager } from '../../../../../src/engine/routing/resources/dynamic-resource-manager.ts';
import type { Resource } from '../../../../../src/engine/routing/resources/resource.ts';
import { VirtualClock } from '../../../../sim/virtual-clock.ts';

describe('The resource manager', () => {
  let clock: VirtualClock;
  let decisions: Omit<Decision, 'at'>[];
  let applied: number[];
  let load: { used: number; waiting: number };
  let manager: DynamicResourceManager;
  let rebalanced: number;
  const lanes: Resource = {
    id: 'lanes',
    unit: 'lanes',
    least: 2,
    first: 4,
    most: 16,
    warmUpMs: 2_000,
    load: () => load,
    apply: (capacity) => applied.push(capacity),
    show: (amount) => `${amount} lanes`,
  };
  const memory: Resource = {
    id: 'memory',
    unit: 'bytes',
    least: 100,
    first: 1_000,
    most: 1_000,
    warmUpMs: 0,
    reserves: 'memoryBytes',
    load: () => ({ used: 0, waiting: 0 }),
    apply: (capacity, reserved) => applied.push(capacity - reserved),
    show: (amount) => `${amount} bytes`,
  };
  beforeEach(() => {
    clock = new VirtualClock();
    decisions = [];
    applied = [];
    load = { used: 0, waiting: 0 };
    rebalanced = 0;
    manager = new DynamicResourceManager({
      clock,
      onDecision: (decision) => decisions.push(decision),
      rebalance: () => rebalanced++,
    });
  });
  /** Questions come all the time, for so many seconds. */
  const run = (seconds: number): void => {
    const end = clock.monotonic() + seconds * 1_000;
    while (clock.monotonic() < end) {
      manager.nudge();
      clock.step(Math.min(end, clock.monotonic() + 1_000));
    }
  };
  const actions = (): string[] => decisions.map(({ action }) => action);

  it('has more when too much waits for long enough, and counts it only when it has warmed up', () => {
    manager.manage([lanes]);
    load = { used: 4, waiting: 3 };
    run(2);
    assert.deepEqual(actions(), []);
    run(1);
    assert.deepEqual(actions(), ['scale_up']);
    assert.match(
      decisions[0]?.reason ?? '',
      /4 lanes of 4 lanes in use and 3 waiting for 2 s: 4 lanes → 6 lanes, counting in 2 s/,
    );
    assert.equal(manager.stats()[0]?.capacity, 4);
    assert.equal(manager.stats()[0]?.warming, 2);
    assert.deepEqual(applied, [4]);
    run(2);
    assert.deepEqual(actions(), ['scale_up', 'warmed_up']);
    assert.deepEqual(applied, [4, 6]);
  });

  it('does not answer a moment’s load', () => {
    manager.manage([lanes]);
    for (let n = 0; n < 60; n++) {
      load = { used: n % 2 === 0 ? 4 : 2, waiting: 0 };
      run(1);
    }
    assert.deepEqual(actions(), []);
  });

  it('lets steps cool down between them, and never passes its bounds', () => {
    manager.manage([lanes]);
    load = { used: 16, waiting: 64 };
    run(120);
    assert.deepEqual(applied, [4, 6, 9, 14, 16]);
    assert.equal(decisions.filter(({ action }) => action === 'scale_up').length, 4);
    load = { used: 0, waiting: 0 };
    run(600);
    assert.equal(applied.at(-1), 2);
    assert.ok(actions().includes('scale_down'));
  });

  it('does not swing: a step down never makes a step up due', () => {
    manager.manage([lanes]);
    for (const used of [0, 1, 2, 3, 4, 5]) {
      load = { used, waiting: 0 };
      run(600);
      const before = decisions.length;
      run(3_600);
      assert.equal(decisions.length, before, `at a steady load of ${used}`);
    }
  });

  it('sets aside what a request takes, and takes it back once', () => {
    manager.manage([memory]);
    const needs = { lanes: 1, contexts: 1, memoryBytes: 300, storageBytes: 10 };
    const one = manager.allocate(needs);
    const two = manager.allocate(needs);
    assert.equal(manager.stats()[0]?.reserved, 600);
    run(1);
    assert.equal(applied.at(-1), 400);
    one.release();
    one.release();
    assert.equal(manager.stats()[0]?.reserved, 300);
    two.release();
    run(1);
    assert.equal(applied.at(-1), 1_000);
  });

  it('keeps its capacity and what is set aside when settings change something else', () => {
    manager.manage([lanes, memory]);
    load = { used: 4, waiting: 9 };
    manager.allocate({ lanes: 1, contexts: 1, memoryBytes: 300, storageBytes: 10 });
    run(6);
    const before = manager.stats();
    manager.manage([lanes, memory]);
    assert.deepEqual(manager.stats(), before);
    manager.manage([{ ...lanes, first: 8 }, memory]);
    assert.equal(manager.stats()[0]?.capacity, 8);
  });

  it('moves what waits at each look', () => {
    manager.manage([lanes]);
    run(3);
    assert.equal(rebalanced, 3);
  });

  it('has no timer when nothing is asked and all is calm', () => {
    manager.manage([lanes]);
    load = { used: 4, waiting: 9 };
    run(5);
    load = { used: 6, waiting: 0 };
    for (let n = 0; n < 10_000 && clock.step(Number.MAX_SAFE_INTEGER); n++);
    assert.equal(clock.step(clock.monotonic() + 1e9), false);
  });
});
