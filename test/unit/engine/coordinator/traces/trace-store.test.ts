import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTraceStore } from '../../../../../src/engine/coordinator/traces/create-trace-store.ts';
import { traceFigures } from '../../../../../src/engine/coordinator/traces/trace-figures.ts';
import type { Trace } from '../../../../../src/engine/domain/trace.ts';
import { limits } from '../../../../../src/engine/limits.ts';
import { silentLog } from '../../../../../src/engine/ports/log.ts';
import { nativeBinding } from '../../../../../src/node/native-binding.ts';
import { fakeClock } from '../../../../fixtures/storage/fake-clock.ts';

const trace = (id: number, more: Partial<Trace> = {}): Trace => ({
  id: `trace${String(id).padStart(6, '0')}`,
  agent: 'sherlock',
  question: `why ${id}?`,
  startedAt: id,
  outcome: 'miss',
  tier: 'none',
  steps: { context: 5, backend: 20 },
  totalMs: 30,
  reason: 'first asked',
  ...more,
});

describe('kept traces', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wee-traces-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const open = (clean?: (text: string) => string) =>
    createTraceStore({
      path: join(folder, 'traces.db'),
      binding: nativeBinding('dist'),
      clock: fakeClock(),
      log: silentLog,
      ...(clean !== undefined && { clean }),
    });
  const reopened = async (use: (store: ReturnType<typeof open>) => Promise<void>): Promise<void> => {
    const store = open();
    await use(store);
    store.dispose();
  };

  it('are there after a restart, newest first, and found by the beginning of their id', async () => {
    const store = open();
    for (let id = 1; id <= 3; id++) store.record(trace(id));
    await store.flush();
    store.dispose();
    await reopened(async (again) => {
      assert.deepEqual(await again.list(2), [trace(3), trace(2)]);
      assert.deepEqual(await again.get('trace000002'), trace(2));
      assert.equal(await again.get('trace'), undefined);
    });
  });

  it('are bounded, in memory and on disk: the oldest goes', async () => {
    const store = open();
    for (let id = 0; id < limits.tracesKept + 20; id++) store.record(trace(id));
    await store.flush();
    for (let id = 1_000; id < 1_010; id++) store.record(trace(id));
    await store.flush();
    store.dispose();
    await reopened(async (again) => {
      const all = await again.list(10_000);
      assert.equal(all.length, limits.tracesKept);
      assert.equal(all[0]?.startedAt, 1_009);
    });
  });

  it('hold no secret of a question or an endpoint', async () => {
    const store = open((text) => text.replaceAll('hunter2', '[redacted]'));
    const attempt = {
      instance: 'a',
      strategy: 's',
      reason: 'r',
      outcome: 'failed',
      ms: 1,
      fault: 'no hunter2',
    } as const;
    store.record(trace(1, { question: 'why hunter2?', attempts: [attempt] }));
    await store.flush();
    store.dispose();
    await reopened(async (again) => assert.doesNotMatch(JSON.stringify(await again.list(1)), /hunter2/));
  });

  it('stay in memory, and say so, where their database cannot be opened', async () => {
    writeFileSync(join(folder, 'file'), '');
    const store = createTraceStore({
      path: join(folder, 'file', 'traces.db'),
      binding: nativeBinding('dist'),
      clock: fakeClock(),
      log: silentLog,
    });
    store.record(trace(1));
    await store.flush();
    assert.deepEqual(await store.list(10), [trace(1)]);
    assert.match(store.notices().join(), /Traces are kept in memory only/);
    store.dispose();
  });

  it('give the figures of all of them, whoever asked', () => {
    const hit = trace(2, { outcome: 'hit', tier: 'disk', savedMs: 20, totalMs: 1, steps: {} });
    const figures = traceFigures([trace(3, { outcome: 'failed' }), hit, trace(1)], fakeClock(), [
      { id: 'sherlock', name: 'Sherlock', leads: '', instructions: '', specialties: [], skills: [] },
    ]);
    assert.deepEqual(
      [figures.since, figures.asked, figures.hits, figures.failed, figures.hitRate, figures.tiers.disk],
      [1, 3, 1, 1, 0.5, 1],
    );
    assert.deepEqual([figures.saved.ms, figures.miss.count, figures.agents[0]?.asked], [20, 1, 3]);
  });
});
