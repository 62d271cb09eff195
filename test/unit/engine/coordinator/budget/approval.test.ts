import assert from 'node:assert/strict';
import type { AskEvent } from '../../../../../src/engine/domain/ask-event.ts';
import type { BudgetLimits } from '../../../../../src/engine/domain/budget.ts';
import { ownedMs } from '../../../../../src/engine/domain/owned-ms.ts';
import { defaultSettings } from '../../../../../src/engine/domain/settings.ts';
import { FakeEngine } from '../../../../fixtures/ports/fake-engine.ts';

/** A person who takes five seconds to agree. */
async function askPatiently(limits: BudgetLimits): Promise<{ readonly end: AskEvent; readonly asked: number }> {
  const fake = new FakeEngine();
  fake.pools.setBackend(
    {
      id: 'model',
      label: 'm',
      answerClass: 'model/1',
      remote: false,
      async *generate() {
        yield { type: 'text', text: 'words' };
        yield { type: 'end', finish: 'stop' };
      },
    },
    4,
  );
  const budget = { ...defaultSettings.budget, limits, approve: { tokens: 1, cost: 0 } };
  fake.settings = { ...defaultSettings, budget };
  let asked = 0;
  const approve = async (): Promise<boolean> => {
    asked++;
    fake.clock.advance(5_000);
    return true;
  };
  let end: AskEvent | undefined;
  const question = { agent: 'sherlock', text: 'why?', pool: 'model' };
  for await (const event of fake.coordinator.ask(question, new AbortController().signal, { approve })) end = event;
  assert.ok(end);
  return { end, asked };
}

describe('what needs approval', () => {
  it('waits for the person, whose time is not WEE’s own', async () => {
    const { end, asked } = await askPatiently({});
    assert.equal(asked, 1);
    assert.ok(end.type === 'done');
    assert.equal(end.trace.steps.approval, 5_000);
    assert.ok(ownedMs(end.trace) < 5_000);
  });

  it('is not asked for where a budget refuses it anyway', async () => {
    for (const limits of [{ dayTokens: 5 }, { questionTokens: 5 }]) {
      const { end, asked } = await askPatiently(limits);
      assert.equal(asked, 0);
      assert.ok(end.type === 'failed');
      assert.equal(end.code, 'over-budget');
    }
  });
});
