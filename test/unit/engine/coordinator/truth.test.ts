import assert from 'node:assert/strict';
import type { AskEvent } from '../../../../src/engine/domain/ask-event.ts';
import { FakeEngine } from '../../../fixtures/ports/fake-engine.ts';

const tier = (events: readonly AskEvent[]): string => {
  const last = events.at(-1);
  return last?.type === 'done' ? last.tier : last?.type === 'failed' ? last.code : 'none at all';
};
const reason = (events: readonly AskEvent[]): string => {
  const last = events.at(-1);
  return last?.type === 'done' || last?.type === 'failed' ? last.trace.reason : '';
};

describe('A cached answer', () => {
  it('is made anew when a setting changed that its context depends on, and says which', async () => {
    const engine = new FakeEngine();
    await engine.ask('why?');
    engine.settings = { ...engine.settings, context: { ...engine.settings.context, budgetTokens: 4_000 } };
    engine.coordinator.forget();
    assert.match(reason(await engine.ask('why?')), /wee\.context\.budgetTokens changed: 24000 → 4000/);
  });

  it('is not served under settings that changed while its context was made', async () => {
    const engine = new FakeEngine();
    engine.whileCompressing = () => {
      engine.settings = { ...engine.settings, context: { ...engine.settings.context, budgetTokens: 4_000 } };
      engine.coordinator.forget();
    };
    await engine.ask('why?');
    engine.whileCompressing = () => {};
    await engine.ask('why?');
    assert.equal(engine.compressions, 3, 'nothing made under the old settings counts');
  });

  it('says when the model changed', async () => {
    const engine = new FakeEngine();
    await engine.ask('why?');
    engine.setModel('fake/2');
    assert.match(reason(await engine.ask('why?')), /the model changed: fake\/1 → fake\/2/);
  });

  it('says that it was first asked, and later that it is no longer in the cache', async () => {
    const engine = new FakeEngine();
    assert.match(reason(await engine.ask('why?')), /^first asked/);
    await engine.cache.clear({});
    assert.match(reason(await engine.ask('why?')), /not in the cache/);
  });

  it('is offered for a similar question about the same context, never served', async () => {
    const engine = new FakeEngine();
    await engine.ask('how does the router match a path?');
    const events = await engine.ask('explain how the router matches a path');
    const near = events.find(({ type }) => type === 'near');
    assert(near?.type === 'near' && near.question === 'how does the router match a path?');
    assert.equal(tier(events), 'none');
    assert.equal(
      (await engine.ask('remove how the router matches a path')).find(({ type }) => type === 'near'),
      undefined,
    );
    engine.files.set('used.ts', 'two');
    engine.generation++;
    const moved = await engine.ask('explain how a path is matched by the router');
    assert.equal(
      moved.find(({ type }) => type === 'near'),
      undefined,
      'another context',
    );
  });

  it('is replayed with its edits, tool calls and usage', async () => {
    const engine = new FakeEngine(async function* () {
      yield { type: 'text', text: 'do this' };
      yield { type: 'edit', edit: { path: 'used.ts', from: 1, to: 1, text: 'two' } };
      yield { type: 'tool-call', call: { id: '1', name: 'run', input: '{}' } };
      yield { type: 'end', finish: 'stop', usage: { prompt: 7, answer: 3 } };
    });
    const done = async () => {
      const last = (await engine.ask('why?')).at(-1);
      assert(last?.type === 'done');
      return last;
    };
    const [fresh, replayed] = [await done(), await done()];
    assert.deepEqual([fresh.tier, replayed.tier], ['none', 'memory']);
    assert.deepEqual(replayed.answer, fresh.answer);
    assert.equal(replayed.answer.edits?.[0]?.text, 'two');
    assert.deepEqual(replayed.answer.tokens, { context: 1, prompt: 7, answer: 3, estimated: false });
  });

  it('is whole for the asker even if nobody can tell whether it still stands, but is not kept', async () => {
    const engine: FakeEngine = new FakeEngine(async function* () {
      engine.generation++;
      engine.whileCompressing = () => {
        throw new Error('the index is gone');
      };
      yield { type: 'text', text: 'whole' };
      yield { type: 'end', finish: 'stop' };
    });
    assert.match(reason(await engine.ask('why?')), /not kept/);
  });
});
