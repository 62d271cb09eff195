import assert from 'node:assert/strict';
import { createEngine } from '../../../../src/engine/coordinator/create-engine.ts';
import { defaultSettings } from '../../../../src/engine/domain/settings.ts';
import { WeeError } from '../../../../src/engine/errors.ts';
import { FakeEngine } from '../../../fixtures/ports/fake-engine.ts';
import { keptInMemory } from '../../../fixtures/ports/kept-in-memory.ts';

describe('whoever watches the engine', () => {
  const { parts, clock } = new FakeEngine();
  const engine = createEngine({ ...parts, ...keptInMemory(clock) }, defaultSettings);
  after(() => engine.dispose());

  it('is told as each agent of a session begins and ends', async () => {
    let told = 0;
    const listening = engine.onDidChange(() => told++);
    const seen: string[] = [];
    for await (const event of engine.session({ agent: 'auto', text: '@sherlock @leonardo what is wrong?' })) {
      if (event.type !== 'step') continue;
      const { agent, status } = event.step;
      assert.ok(told > 0, `nothing was told of @${agent}, ${status}`);
      told = 0;
      if (status === 'answered') seen.push(agent);
    }
    listening.dispose();
    assert.deepEqual(seen.sort(), ['leonardo', 'sherlock']);
  });

  it('is told as time goes while an instance that it looked at rests, and when it is well again', async () => {
    const generate = (): never => {
      throw new WeeError('backend-limited', 'busy', 'Wait.', { retryAfterMs: 3_000 });
    };
    const backend = { id: 'far', label: 'far', answerClass: 'far/1', remote: true, generate };
    engine.addBackend(backend, 1);
    for await (const _ of engine.ask({ agent: 'sherlock', text: 'why?', pool: 'far' }));
    const seen: (number | undefined)[] = [];
    const look = (): void => {
      const far = engine.snapshot().pools.find(({ id }) => id === 'far');
      seen.push(far?.instances[0]?.restMs);
    };
    look();
    const listening = engine.onDidChange(look);
    for (let step = 0; step < 50; step++) clock.advance(100);
    listening.dispose();
    assert.deepEqual([...new Set(seen)], [3_000, 2_000, 1_000, 0]);
  });

  it('is told of what the engine decides once nobody asks', async () => {
    let decisions = 0;
    const listening = engine.onDidChange(() => {
      decisions = engine.snapshot().decisions.length;
    });
    for (let second = 0; second < 90; second++) {
      clock.advance(1_000);
      await Promise.resolve();
    }
    listening.dispose();
    assert.ok(decisions > 0);
    assert.equal(decisions, engine.snapshot().decisions.length);
  });
});
