import assert from 'node:assert/strict';
import { stepContextBudget } from '../../../../../../src/engine/coordinator/session/steps/step-context-budget.ts';
import { defaultSettings } from '../../../../../../src/engine/domain/settings.ts';

describe('the context of a step', () => {
  it('takes all that a context may have, and leaves a model room to answer', () => {
    const tokens = stepContextBudget(defaultSettings, undefined);
    assert.equal(tokens, defaultSettings.context.budgetTokens);
    assert.ok(defaultSettings.session.stepTokens - tokens >= 8_000);
  });

  it('leaves a quarter of what a step may take when that is little', () => {
    const { context, session } = defaultSettings;
    assert.equal(stepContextBudget({ context, session: { ...session, stepTokens: 4_000 } }, undefined), 3_000);
  });
  it('is no larger than the model takes', () => {
    const model = { label: 'small', price: undefined, promptTokens: 8_000 };
    assert.equal(stepContextBudget(defaultSettings, model), 6_000);
  });
});
