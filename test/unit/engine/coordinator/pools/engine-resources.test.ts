import assert from 'node:assert/strict';
import { createAnswerCache } from '../../../../../src/engine/cache/create-answer-cache.ts';
import { createEngine } from '../../../../../src/engine/coordinator/create-engine.ts';
import type { Engine } from '../../../../../src/engine/coordinator/engine.ts';
import { emptyContext } from '../../../../../src/engine/domain/context/empty-context.ts';
import type { SealedContext } from '../../../../../src/engine/domain/context/seal-context.ts';
import type { ResourceStats } from '../../../../../src/engine/domain/resource-stats.ts';
import { defaultSettings } from '../../../../../src/engine/domain/settings.ts';
import type { AnswerCache } from '../../../../../src/engine/ports/answer-cache.ts';
import type { Backend } from '../../../../../src/engine/ports/backend.ts';
import { silentLog } from '../../../../../src/engine/ports/log.ts';
import { keptInMemory } from '../../../../fixtures/ports/kept-in-memory.ts';
import { quietContext } from '../../../../fixtures/ports/quiet-context.ts';
import { quietWorkspace } from '../../../../fixtures/ports/quiet-workspace.ts';
import { SeededRandom } from '../../../../sim/seeded-random.ts';
import { VirtualClock } from '../../../../sim/virtual-clock.ts';

const MEGA = 2 ** 20;

describe('The engine under load', () => {
  let clock: VirtualClock;
  let cache: AnswerCache;
  let engine: Engine;
  let compress: () => Promise<SealedContext>;
  let asked: number;
  beforeEach(() => {
    clock = new VirtualClock();
    asked = 0;
    compress = async () => emptyContext(1_000);
    cache = createAnswerCache({
      path: undefined,
      memoryBytes: 8 * MEGA,
      diskBytes: 0,
      ttlMs: 1e9,
      clock,
      log: silentLog,
    });
    const ports = {
      ...keptInMemory(clock),
      clock,
      random: new SeededRandom(1),
      log: silentLog,
      workspace: quietWorkspace('/w'),
      context: quietContext(() => compress()),
      cache,
    };
    engine = createEngine(ports, { ...defaultSettings, cache: { ...defaultSettings.cache, memoryBytes: 8 * MEGA } });
  });
  afterEach(() => engine.dispose());

  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const pass = async (seconds: number): Promise<void> => {
    for (const end = clock.monotonic() + seconds * 1_000; clock.step(end); ) await settle();
  };
  const ask = async (): Promise<string> => {
    for await (const event of engine.ask({ agent: 'sherlock', text: `question ${asked++} about it`, pool: 'local' })) {
      if (event.type === 'done') return event.answer.text;
      if (event.type === 'failed') return event.code;
    }
    return 'nothing';
  };
  const resource = (id: string): ResourceStats => {
    const found = engine.snapshot().resources.find((one) => one.id === id);
    assert(found !== undefined);
    return found;
  };
  const decided = (subject: string): string[] =>
    engine
      .snapshot()
      .decisions.filter((decision) => decision.subject === subject)
      .map(({ action }) => action)
      .reverse();

  it('makes more contexts at once when questions wait for theirs', async () => {
    const opens: (() => void)[] = [];
    let most = 0;
    compress = () =>
      new Promise((resolve) => {
        opens.push(() => resolve(emptyContext(1_000)));
        most = Math.max(most, opens.length);
      });
    const asking = Array.from({ length: 12 }, ask);
    await settle();
    assert.equal(most, 4);
    await pass(6);
    assert.deepEqual(decided('compute'), ['scale_up', 'warmed_up']);
    assert.equal(most, 6);
    const finish = setInterval(() => {
      for (const open of opens.splice(0)) open();
    });
    const answers = await Promise.all(asking);
    clearInterval(finish);
    assert.ok(!answers.some((text) => text === 'nothing' || text === 'queue-full'), answers[0]);
  });

  it('gives the local analyst more lanes when questions wait for one, and takes them back', async () => {
    const opens: (() => void)[] = [];
    const holding: Backend = {
      id: 'local',
      label: 'holding',
      answerClass: 'holding/1',
      remote: false,
      async *generate() {
        await new Promise<void>((resolve) => opens.push(resolve));
        yield { type: 'text', text: 'held' };
        yield { type: 'end', finish: 'stop' };
      },
    };
    engine.addBackend(holding, 4);
    const asking = Array.from({ length: 10 }, ask);
    await settle();
    assert.equal(opens.length, 4);
    await pass(6);
    assert.deepEqual(decided('agent lanes'), ['scale_up', 'warmed_up']);
    assert.equal(opens.length, 6);
    assert.equal(engine.snapshot().pools.find(({ id }) => id === 'local')?.instances[0]?.allowed, 6);
    const finish = setInterval(() => {
      for (const open of opens.splice(0)) open();
    });
    assert.deepEqual(new Set(await Promise.all(asking)), new Set(['held']));
    clearInterval(finish);
    await pass(600);
    assert.equal(resource('agent lanes').capacity, 2);
    assert.equal(decided('agent lanes').at(-1), 'scale_down');
  });

  it('lets the memory tier grow as it fills, never past what the settings say', async () => {
    const words: Backend = {
      id: 'local',
      label: 'words',
      answerClass: 'words/1',
      remote: false,
      async *generate() {
        yield { type: 'text', text: 'x'.repeat(MEGA / 8) };
        yield { type: 'end', finish: 'stop' };
      },
    };
    engine.addBackend(words, 4);
    const bytes = (): number => cache.stats().find(({ tier }) => tier === 'memory')?.bytes ?? 0;
    for (let n = 0; n < 40; n++) await ask();
    assert.ok(bytes() <= 4 * MEGA, `${bytes()} before it grew`);
    for (let n = 0; n < 60; n++) {
      await ask();
      await pass(1);
    }
    assert.ok(bytes() > 6 * MEGA, `${bytes()} after it grew`);
    assert.ok(bytes() <= 8 * MEGA);
    assert.ok(decided('memory').includes('scale_up'));
    assert.match(engine.snapshot().decisions.find(({ subject }) => subject === 'memory')?.reason ?? '', /MB → .* MB/);
  });

  it('tells of its resources in the doctor', async () => {
    const check = (await engine.doctor()).find(({ name }) => name === 'Resources');
    assert.match(check?.detail ?? '', /agent lanes: 0 of 4 in use, up to 16; compute: .*; memory: 0\.0 MB of 4\.0 MB/);
  });
});
