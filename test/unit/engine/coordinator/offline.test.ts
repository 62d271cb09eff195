import assert from 'node:assert/strict';
import { createEngine } from '../../../../src/engine/coordinator/create-engine.ts';
import type { AskEvent } from '../../../../src/engine/domain/ask-event.ts';
import { defaultSettings } from '../../../../src/engine/domain/settings.ts';
import type { Backend } from '../../../../src/engine/ports/backend.ts';
import { FakeEngine } from '../../../fixtures/ports/fake-engine.ts';
import { keptInMemory } from '../../../fixtures/ports/kept-in-memory.ts';

describe('an engine that goes offline while it runs', () => {
  const { parts, clock } = new FakeEngine();
  let called = 0;
  const model: Backend = {
    id: 'vscode:m',
    label: 'm',
    answerClass: 'vscode/m',
    remote: true,
    async *generate() {
      called++;
      yield { type: 'text', text: 'words' };
      yield { type: 'end', finish: 'stop' };
    },
    async probe() {
      called++;
    },
  };
  const instance = {
    id: 'named',
    kind: 'vscode',
    models: ['m'],
    weight: 1,
    specialties: [],
    price: { input: 0, output: 0 },
    limits: { concurrency: 1 },
  } as const;
  const settings = { ...defaultSettings, instances: [instance] };
  const engine = createEngine({ ...parts, ...keptInMemory(clock), languageModel: () => model }, settings);
  const ask = async (text: string, pool: string): Promise<AskEvent | undefined> => {
    let last: AskEvent | undefined;
    for await (const event of engine.ask({ agent: 'marie', text, pool })) last = event;
    return last;
  };
  /** Time goes by, and what it sets off runs. */
  const hour = async (): Promise<void> => {
    for (let minute = 0; minute < 60; minute++) {
      clock.advance(60_000);
      for (let n = 0; n < 20; n++) await Promise.resolve();
    }
  };

  it('asks and probes its models before', async () => {
    engine.addBackend(model, 1);
    assert.equal((await ask('one', 'vscode:m'))?.type, 'done');
    assert.equal((await ask('two', 'vscode'))?.type, 'done');
    assert.equal(called, 2);
    await hour();
    assert.ok(called > 2, 'idle models are probed');
  });

  it('asks and probes none of them afterwards, also one that is offered anew', async () => {
    assert.equal((await ask('three', 'vscode:m'))?.type, 'done');
    engine.configure({ ...settings, offline: true });
    const before = called;
    await hour();
    engine.addBackend(model, 1);
    for (const pool of ['vscode:m', 'vscode']) {
      const end = await ask('four', pool);
      assert.equal(end?.type === 'failed' && end.code, 'offline', pool);
    }
    const local = await ask('five', 'auto');
    assert.ok(local?.type === 'done' && local.answer.backend.startsWith('local analysis'));
    assert.match(local.trace.reason, /^offline, so no model is asked; /);
    await hour();
    assert.equal(called, before);
  });

  it('asks them again when it is back', async () => {
    engine.configure(settings);
    assert.equal((await ask('six', 'vscode'))?.type, 'done');
  });
});
