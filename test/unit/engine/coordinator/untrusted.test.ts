import assert from 'node:assert/strict';
import { createEngine } from '../../../../src/engine/coordinator/create-engine.ts';
import type { Engine } from '../../../../src/engine/coordinator/engine.ts';
import type { AskEvent } from '../../../../src/engine/domain/ask-event.ts';
import { defaultSettings, type EngineSettings } from '../../../../src/engine/domain/settings.ts';
import type { Backend } from '../../../../src/engine/ports/backend.ts';
import { FakeEngine } from '../../../fixtures/ports/fake-engine.ts';
import { keptInMemory } from '../../../fixtures/ports/kept-in-memory.ts';

describe('a model that is set up, in a workspace that is not trusted', () => {
  let called: number;
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
  };
  const limits = { concurrency: 1 };
  const instance = { id: 'named', kind: 'vscode', models: ['m'], weight: 1, specialties: [], limits } as const;
  const settings: EngineSettings = {
    ...defaultSettings,
    instances: [{ ...instance, price: { input: 0, output: 0 } }],
  };
  let fake: FakeEngine;
  const open = (changed: Partial<EngineSettings> = {}): Engine => {
    fake = new FakeEngine();
    fake.trusted = false;
    called = 0;
    const { parts, clock } = fake;
    const ports = { ...parts, ...keptInMemory(clock), languageModel: () => model };
    return createEngine(ports, { ...settings, ...changed });
  };
  const ask = async (engine: Engine, pool?: string): Promise<AskEvent | undefined> => {
    let last: AskEvent | undefined;
    for await (const event of engine.ask({ agent: 'marie', text: 'why', ...(pool !== undefined && { pool }) }))
      last = event;
    return last;
  };

  it('is not asked: the local analysis answers, and says why, from the cache too', async () => {
    const engine = open();
    for (const tier of ['none', 'memory']) {
      const end = await ask(engine);
      assert.ok(end?.type === 'done' && end.tier === tier);
      assert.match(end.answer.backend, /^local analysis/);
      assert.match(end.trace.reason, /^this workspace is not trusted, so no model is asked; /);
    }
    const check = (await engine.doctor()).find(({ name }) => name === 'Model');
    assert.match(check?.detail ?? '', /local analysis.*\(this workspace is not trusted, so no model is asked\)/);
    assert.equal(called, 0);
  });

  it('is not asked by who wants it and no other, who is refused', async () => {
    for (const end of [
      await ask(open(), 'vscode'),
      await ask(open({ routing: { ...settings.routing, fallback: false } })),
    ]) {
      assert.ok(end?.type === 'failed');
      assert.match(end.message, /not trusted/);
      assert.equal(called, 0);
    }
  });

  it('is asked once the workspace is trusted', async () => {
    const engine = open();
    fake.trusted = true;
    const end = await ask(engine);
    assert.ok(end?.type === 'done' && end.answer.backend === 'm');
    assert.doesNotMatch(end.trace.reason, /trusted/);
  });
});
