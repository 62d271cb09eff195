import assert from 'node:assert/strict';
import type { AskEvent } from '../../../../src/engine/domain/ask-event.ts';
import { limits } from '../../../../src/engine/limits.ts';
import { FakeEngine } from '../../../fixtures/ports/fake-engine.ts';

const last = (events: readonly AskEvent[]): Extract<AskEvent, { type: 'done' | 'failed' }> => {
  const event = events.at(-1);
  assert.ok(event?.type === 'done' || event?.type === 'failed');
  assert.equal(events.filter(({ type }) => type === 'done' || type === 'failed').length, 1);
  return event;
};
const tier = (events: readonly AskEvent[]): string => {
  const event = last(events);
  return event.type === 'done' ? event.tier : event.code;
};

describe('a question', () => {
  it('is answered once and then from memory without compressing again', async () => {
    const engine = new FakeEngine();
    assert.equal(tier(await engine.ask('why?')), 'none');
    assert.equal(tier(await engine.ask('  why?\r\n')), 'memory');
    assert.equal(engine.compressions, 1);
    assert.equal(engine.generations, 1);
  });

  it('is still answered from memory after an edit elsewhere, and anew after an edit of a file it rests on', async () => {
    const engine = new FakeEngine();
    await engine.ask('why?');
    engine.generation++;
    const elsewhere = await engine.ask('why?');
    assert.equal(tier(elsewhere), 'memory');
    assert.match(last(elsewhere).trace.reason, /do not reach/);
    engine.files.set('used.ts', 'two');
    engine.generation++;
    const edited = await engine.ask('why?');
    assert.equal(tier(edited), 'none');
    assert.match(last(edited).trace.reason, /changed: used\.ts/);
    engine.files.set('used.ts', 'one');
    engine.generation++;
    assert.equal(tier(await engine.ask('why?')), 'memory', 'an edit undone makes the old answer true again');
  });

  it('differs by agent, focus and history', async () => {
    const engine = new FakeEngine();
    await engine.ask('why?');
    assert.equal(tier(await engine.ask('why?', { agent: 'marie' })), 'none');
    assert.equal(tier(await engine.ask('why?', { focus: { path: 'used.ts', from: 3 } })), 'none');
    assert.equal(tier(await engine.ask('why?', { history: [{ role: 'user', text: 'before' }] })), 'none');
  });

  it('has a context that fits the model that is asked', async () => {
    const engine = new FakeEngine();
    const budgetAt = async (): Promise<number | undefined> =>
      (await engine.ask('why?', { bypassCache: true })).find((event) => event.type === 'context')?.context.budget;
    assert.equal(await budgetAt(), engine.settings.context.budgetTokens);
    engine.setModel('small/1', { promptTokens: 8_000 });
    assert.equal(await budgetAt(), 6_000);
  });

  it('is asked anew on wish, and the new answer replaces the old', async () => {
    const engine = new FakeEngine();
    await engine.ask('why?');
    assert.equal(tier(await engine.ask('why?', { bypassCache: true })), 'none');
    const event = last(await engine.ask('why?'));
    assert.equal(event.type === 'done' && event.answer.text, 'answer 2');
  });

  it('shares one stream with identical questions in flight', async () => {
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const engine = new FakeEngine(async function* () {
      yield { type: 'text', text: 'shared' };
      await gate;
      yield { type: 'end', finish: 'stop' };
    });
    const asked = [engine.ask('why?'), engine.ask('why?'), engine.ask('why?')];
    open();
    for (const events of await Promise.all(asked)) assert.equal(tier(events), 'none');
    assert.equal(engine.generations, 1);
  });

  it('is not kept when its files changed while the answer was written', async () => {
    const engine: FakeEngine = new FakeEngine(async function* () {
      engine.files.set('used.ts', `edit ${engine.generation++}`);
      yield { type: 'text', text: 'late' };
      yield { type: 'end', finish: 'stop' };
    });
    assert.match(last(await engine.ask('why?')).trace.reason, /not kept: its files changed/);
    assert.equal(tier(await engine.ask('why?')), 'none');
  });

  it('is not kept when its model was exchanged in the settings meanwhile, and does not blame its files', async () => {
    const engine: FakeEngine = new FakeEngine(async function* () {
      engine.setModel('other/1');
      engine.coordinator.forget();
      yield { type: 'text', text: 'late' };
      yield { type: 'end', finish: 'stop' };
    });
    assert.match(last(await engine.ask('why?')).trace.reason, /not kept: the settings changed/);
  });

  it('fails clearly and keeps nothing when the stream breaks off, is empty, or is cut at a limit', async () => {
    const broken = new FakeEngine(async function* () {
      yield { type: 'text', text: 'half an ans' };
    });
    assert.equal(tier(await broken.ask('why?')), 'backend-truncated');
    assert.equal(tier(await broken.ask('why?')), 'backend-truncated');
    assert.equal(broken.generations, 2);
    const empty = new FakeEngine(async function* () {
      yield { type: 'end', finish: 'stop' };
    });
    assert.equal(tier(await empty.ask('why?')), 'backend-garbage');
    const cut = new FakeEngine(async function* () {
      yield { type: 'text', text: 'cut' };
      yield { type: 'end', finish: 'length' };
    });
    assert.equal(tier(await cut.ask('why?')), 'none');
    assert.equal(tier(await cut.ask('why?')), 'none');
  });

  it('stops an endless answer', async () => {
    const engine = new FakeEngine(async function* () {
      const text = 'x'.repeat(100_000);
      while (true) yield { type: 'text', text };
    });
    assert.equal(tier(await engine.ask('why?')), 'answer-too-long');
  });

  it('can be cancelled even if the backend does not listen, and gives its place back', async () => {
    const engine = new FakeEngine(async function* () {
      yield { type: 'text', text: 'and then' };
      await new Promise(() => {});
    });
    const stop = new AbortController();
    const seen: string[] = [];
    for await (const event of engine.coordinator.ask({ agent: 'sherlock', text: 'why?' }, stop.signal)) {
      seen.push(event.type === 'failed' ? event.code : event.type);
      if (event.type === 'text') stop.abort();
    }
    assert.equal(seen.at(-1), 'cancelled');
    assert.equal(engine.telemetry.figures().cancelled, 1);
    assert.equal(engine.telemetry.figures().agents.find(({ id }) => id === 'sherlock')?.inFlight, 0);
  });

  it('gets a clear error when it is empty, too long, or for an unknown agent', async () => {
    const engine = new FakeEngine();
    assert.equal(tier(await engine.ask('  \n')), 'empty-question');
    assert.equal(tier(await engine.ask('x'.repeat(limits.questionChars + 1))), 'question-too-long');
    assert.equal(tier(await engine.ask('x'.repeat(2 ** 20))), 'question-too-long');
    const unknown = last(await engine.ask('why?', { agent: 'watson' }));
    assert.ok(unknown.type === 'failed' && /sherlock/.test(unknown.remedy));
  });

  it('leaves a trace on every path', async () => {
    const engine = new FakeEngine();
    await engine.ask('why?');
    await engine.ask('why?');
    await engine.ask('');
    const { asked, hits, failed, recent } = engine.telemetry.figures();
    assert.deepEqual({ asked, hits, failed, recent: recent.length }, { asked: 3, hits: 1, failed: 1, recent: 3 });
    assert.deepEqual(Object.keys(recent[2]?.steps ?? {}), ['context', 'prompt', 'cache', 'route', 'backend', 'store']);
  });

  it('goes to the agent it names, and to the one alex chooses without a name', async () => {
    const engine = new FakeEngine();
    const named = await engine.ask('@marie which tests?', { agent: 'auto' });
    assert.deepEqual(named[0], { type: 'agent', agent: 'marie', reason: 'asked by name' });
    const chosen = await engine.ask('why does it crash?', { agent: 'auto' });
    assert.ok(chosen[0]?.type === 'agent' && chosen[0].agent === 'sherlock');
  });
});
