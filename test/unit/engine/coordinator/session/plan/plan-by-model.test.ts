import assert from 'node:assert/strict';
import fc from 'fast-check';
import { roster } from '../../../../../../src/engine/agents/roster.ts';
import { readPlan } from '../../../../../../src/engine/coordinator/session/plan/plan-by-model.ts';

const read = (plan: unknown) => readPlan(typeof plan === 'string' ? plan : JSON.stringify(plan), 'why?', roster);
const fault = (plan: unknown): string => {
  const result = read(plan);
  return 'fault' in result ? result.fault : 'none';
};

describe("a model's plan", () => {
  it('is refused with what is wrong when it is no plan', () => {
    assert.match(fault('no'), /not JSON/);
    assert.match(fault({}), /steps/);
    assert.match(fault({ steps: [] }), /steps/);
    assert.match(fault({ steps: [{ agent: 'watson', question: 'x' }] }), /no agent “watson”/);
    const twice = { agent: 'marie', question: 'x' };
    assert.match(fault({ steps: [twice, twice] }), /twice/);
    assert.match(fault({ steps: [{ ...twice, question: 'x'.repeat(10_000) }] }), /question/);
    assert.match(fault({ steps: [{ ...twice, dependsOn: ['vince'] }] }), /wait/);
    const circle = [
      { agent: 'marie', question: 'x', dependsOn: ['vince'] },
      { agent: 'vince', question: 'x', dependsOn: ['marie'] },
    ];
    assert.match(fault({ steps: circle }), /wait/);
    const many = roster.map(({ id }) => ({ agent: id, question: 'x' }));
    assert.match(fault({ steps: many }), /steps/);
  });

  it('never throws, and never lets a step come before what it depends on', () => {
    const step = fc.record({
      agent: fc.constantFrom(...roster.map(({ id }) => id), 'watson'),
      question: fc.string({ maxLength: 20 }),
      dependsOn: fc.array(fc.constantFrom(...roster.map(({ id }) => id)), { maxLength: 3 }),
    });
    const reply = fc.oneof(
      fc.string(),
      fc.json(),
      fc.record({ steps: fc.array(step, { maxLength: 6 }) }).map((plan) => JSON.stringify(plan)),
    );
    fc.assert(
      fc.property(reply, (text) => {
        const result = readPlan(text, 'why?', roster);
        if ('fault' in result) return;
        const done = new Set<string>();
        for (const { id, dependsOn } of result.plan.steps) {
          assert.ok(dependsOn.every((need) => done.has(need)));
          done.add(id);
        }
      }),
    );
  });
});
