import assert from 'node:assert/strict';
import { findAgent, parseMention } from '../../../../src/engine/agents/find-agent.ts';
import { roster } from '../../../../src/engine/agents/roster.ts';
import { WeeError } from '../../../../src/engine/errors.ts';

describe('an agent', () => {
  it('is found by its name in any case', () => {
    for (const { id, name } of roster) assert.equal(findAgent(name).id, id);
  });

  it('that nobody knows is an error which names the nearest and all seven', () => {
    assert.throws(
      () => findAgent('sherlok'),
      (error) =>
        WeeError.is(error, 'unknown-agent') &&
        error.remedy.startsWith('Did you mean @sherlock?') &&
        roster.every(({ id }) => error.remedy.includes(`@${id}`)),
    );
    assert.throws(
      () => findAgent(`nobody${'x'.repeat(10_000)}`),
      (error) => WeeError.is(error) && error.message.length < 100 && !error.remedy.includes('Did you mean'),
    );
  });
});

describe('a mention', () => {
  it('leads the question', () => {
    assert.deepEqual(parseMention(' @Sherlock, why?'), { agent: 'sherlock', text: 'why?' });
    assert.deepEqual(parseMention('@marie'), { agent: 'marie', text: '' });
    assert.equal(parseMention('@wee hello')?.agent, 'auto');
  });

  it('is not an address or a decorator in the middle', () => {
    assert.equal(parseMention('mail me@marie.dev'), undefined);
    assert.equal(parseMention('what is @Injectable()?'), undefined);
  });
});
