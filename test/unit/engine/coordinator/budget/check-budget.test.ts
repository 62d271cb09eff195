import assert from 'node:assert/strict';
import { checkBudget } from '../../../../../src/engine/coordinator/budget/check-budget.ts';
import type { BudgetUse } from '../../../../../src/engine/domain/budget.ts';
import { defaultSettings } from '../../../../../src/engine/domain/settings.ts';

const spent = { tokens: 50, cost: 0, requests: 1 };
const remedyOf = (...budgets: BudgetUse[]): string | undefined =>
  checkBudget({ day: spent, month: spent, agents: [], budgets }, defaultSettings, ['sherlock'])[0]?.remedy;

describe('The Doctor on budgets', () => {
  it('names whose questions are refused, and until when', () => {
    const day: BudgetUse = { name: 'dayTokens', limit: 50, used: 50 };
    const month: BudgetUse = { name: 'monthTokens', limit: 50, used: 50 };
    assert.match(remedyOf(day) ?? '', /^Questions to a model are refused until tomorrow;/);
    assert.match(remedyOf({ ...day, agent: 'sherlock' }) ?? '', /^Questions to @sherlock are refused until tomorrow;/);
    assert.match(remedyOf(day, month) ?? '', /^Questions to a model are refused until next month;/);
    assert.equal(remedyOf({ ...day, used: 49 }), '');
  });

  it('points out a limit of somebody who is not there', () => {
    const budgets: BudgetUse[] = [
      { name: 'dayTokens', limit: 50, used: 0, agent: 'sherlock' },
      { name: 'dayTokens', limit: 50, used: 0, agent: 'sherlok' },
    ];
    const [check] = checkBudget({ day: spent, month: spent, agents: [], budgets }, defaultSettings, ['sherlock']);
    assert.match(
      check?.detail ?? '',
      /; @sherlock dayTokens 0 of 50; @sherlok \(nobody here has that name\) dayTokens/,
    );
    assert.equal(check?.ok, true);
  });
});
