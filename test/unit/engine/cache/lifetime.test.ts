import assert from 'node:assert/strict';
import { lifetimeOf, longestLifetime, withJitter } from '../../../../src/engine/cache/lifetime.ts';
import { answer } from '../../../fixtures/storage/answer.ts';

const HOUR = 3_600_000;
const FLOOR = 300_000;

describe('The lifetime of an answer', () => {
  const of = (ttlFor: Record<string, number>, more: { agent?: string; answerClass?: string } = {}, ttlMs = 10 * HOUR) =>
    lifetimeOf(
      { ...answer('d', 0), agent: 'sherlock', answerClass: 'openai/api.example/gpt', ...more },
      { ttlMs, ttlFor },
    );

  it('is the common one where no rule fits', () => {
    assert.equal(of({}), 10 * HOUR);
    assert.equal(of({ marie: HOUR, local: HOUR, 'sherlock@local': HOUR, open: HOUR }), 10 * HOUR);
  });

  it('is that of the most specific rule: agent and backend, agent, backend; a backend by its whole name or its beginning', () => {
    const rules = { 'sherlock@openai': HOUR, sherlock: 2 * HOUR, 'openai/api.example': 3 * HOUR, openai: 4 * HOUR };
    assert.equal(of(rules), HOUR);
    assert.equal(of({ ...rules, 'sherlock@openai/api.example/gpt': 5 * HOUR }), 5 * HOUR);
    assert.equal(of(rules, { answerClass: 'vscode/parrot' }), 2 * HOUR);
    assert.equal(of(rules, { agent: 'marie' }), 3 * HOUR);
    assert.equal(of(rules, { agent: 'marie', answerClass: 'openai/other/gpt' }), 4 * HOUR);
  });

  it('of the local analyst goes by “local” too', () => {
    assert.equal(of({ local: HOUR }, { answerClass: 'local-analyst/3' }), HOUR);
    assert.equal(of({ 'sherlock@local': HOUR }, { answerClass: 'local-analyst/3' }), HOUR);
    assert.equal(of({ 'local-analyst': HOUR }, { answerClass: 'local-analyst/3' }), HOUR);
  });

  it('is never under the floor, by rule, by setting or by chance', () => {
    assert.equal(of({ sherlock: 0 }), FLOOR);
    assert.equal(of({}, {}, 1), FLOOR);
    assert.equal(withJitter(FLOOR, { next: () => 1, id: () => '' }), FLOOR);
  });

  it('is shortened by chance, by a tenth at the most', () => {
    assert.equal(withJitter(HOUR, { next: () => 0, id: () => '' }), HOUR);
    assert.equal(withJitter(HOUR, { next: () => 1, id: () => '' }), 0.9 * HOUR);
  });

  it('takes no rule from the prototype of an object', () => {
    assert.equal(of({}, { agent: 'constructor', answerClass: 'toString' }), 10 * HOUR);
  });

  it('at the longest is that of any rule', () => {
    assert.equal(longestLifetime({ ttlMs: HOUR, ttlFor: { a: 2 * HOUR, b: 30 } }), 2 * HOUR);
    assert.equal(longestLifetime({ ttlMs: 1, ttlFor: {} }), FLOOR);
  });
});
