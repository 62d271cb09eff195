import assert from 'node:assert/strict';
import type { SessionEvent, SessionRecord } from '../../../../../src/engine/domain/session.ts';
import { FakeSessions, says } from '../../../../fixtures/ports/fake-sessions.ts';

const TRIO = '@sherlock @leonardo @marie what is wrong with the price?';

const recordOf = (events: readonly SessionEvent[]): SessionRecord => {
  const ends = events.filter(({ type }) => type === 'done' || type === 'failed');
  assert.equal(ends.length, 1);
  const end = events.at(-1);
  if (end?.type === 'done') return end.session;
  assert.ok(end?.type === 'failed' && end.session !== undefined, 'ends with a session');
  return end.session;
};
const statuses = ({ steps }: SessionRecord): string =>
  steps.map(({ agent, status }) => `${agent} ${status}`).join(', ');
/** Lets everything run that waits for nothing but promises. */
const settle = async (): Promise<void> => {
  for (let n = 0; n < 200; n++) await Promise.resolve();
};

describe('a session', () => {
  it('compresses once, runs independent steps side by side, and cites every agent in its synthesis', async () => {
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const begun: string[] = [];
    const fake = new FakeSessions(
      says(async (agent) => {
        begun.push(agent);
        await gate;
        return `${agent} says so`;
      }),
    );
    const running = fake.run(TRIO);
    await settle();
    assert.deepEqual(begun, ['sherlock', 'leonardo'], 'both work before either has ended, and marie waits for them');
    open();
    const record = recordOf(await running);
    assert.equal(statuses(record), 'sherlock answered, leonardo answered, marie answered');
    assert.equal(fake.engine.compressions, 1);
    for (const agent of ['sherlock', 'leonardo', 'marie']) assert.match(record.text, new RegExp(`@${agent}`));
    assert.equal(record.status, 'done');
  });

  it('shows a step the results of the steps it depends on, and only those', async () => {
    const seen = new Map<string, string>();
    const fake = new FakeSessions(
      says((agent, ask) => {
        seen.set(agent, ask);
        return `the word of ${agent}`;
      }),
    );
    await fake.run(TRIO);
    assert.match(seen.get('marie') ?? '', /@sherlock found:\nthe word of sherlock[\s\S]*the word of leonardo/);
    assert.doesNotMatch(seen.get('leonardo') ?? '', /the word of/);
  });

  it('is answered from the cache step by step the second time, without compressing or generating', async () => {
    let generated = 0;
    const fake = new FakeSessions(says((agent) => `${agent} ${++generated}`));
    await fake.run(TRIO);
    const again = recordOf(await fake.run(TRIO));
    assert.deepEqual(
      again.steps.map(({ tier }) => tier),
      ['memory', 'memory', 'memory'],
    );
    assert.equal(generated, 3);
    assert.equal(fake.engine.compressions, 1);
    fake.engine.generation++;
    const elsewhere = recordOf(await fake.run(TRIO));
    assert.deepEqual(new Set(elsewhere.steps.map(({ tier }) => tier)), new Set(['memory']));
    fake.engine.files.set('used.ts', 'edited');
    fake.engine.generation++;
    assert.equal(recordOf(await fake.run(TRIO)).steps[0]?.tier, 'none');
  });

  it('leaves a partial answer that says who is missing and why when one agent fails', async () => {
    const fake = new FakeSessions(
      says((agent) => {
        if (agent === 'leonardo') throw new Error('no plan of the house');
        return `${agent} knows`;
      }),
    );
    const record = recordOf(await fake.run(TRIO));
    assert.equal(record.status, 'partial');
    assert.equal(statuses(record), 'sherlock answered, leonardo failed, marie answered');
    assert.match(record.text, /This answer is partial[\s\S]*@leonardo: .*no plan of the house/);
  });

  it('gives up a step that hangs after its time, and goes on with the others', async () => {
    const fake = new FakeSessions(
      says((agent) => (agent === 'sherlock' ? new Promise<string>(() => {}) : `${agent} knows`)),
    );
    const running = fake.run(TRIO);
    await settle();
    fake.engine.clock.advance(60_000);
    const record = recordOf(await running);
    assert.equal(record.steps[0]?.failure?.code, 'step-timeout');
    assert.equal(statuses(record), 'sherlock failed, leonardo answered, marie answered');
    assert.equal(record.status, 'partial');
    assert.equal(fake.engine.clock.pendingTimers, 0);
  });

  it('stops a step that goes past its tokens and keeps what it said', async () => {
    const fake = new FakeSessions(async function* (prompt) {
      for (let n = 0; prompt.agent.id === 'sherlock' && n < 100; n++)
        yield { type: 'text', text: 'word '.repeat(1_000) };
      yield { type: 'text', text: 'short' };
      yield { type: 'end', finish: 'stop' };
    });
    const record = recordOf(await fake.run(TRIO));
    assert.equal(record.steps[0]?.failure?.code, 'step-budget');
    assert.match(record.steps[0]?.text ?? '', /^word/);
    assert.equal(record.steps[1]?.status, 'answered');
  });

  it('fails clearly when no agent answers', async () => {
    const fake = new FakeSessions(
      says(() => {
        throw new Error('all down');
      }),
    );
    const end = (await fake.run(TRIO)).at(-1);
    assert.ok(end?.type === 'failed');
    assert.match(end.message, /^No agent answered\. [^@]*all down[^@]*$/, 'what all say is said once');
    assert.equal(end.session?.status, 'failed');
    const each = new FakeSessions(
      says((agent) => {
        throw new Error(`${agent} is down`);
      }),
    );
    const differing = (await each.run(TRIO)).at(-1);
    assert.ok(differing?.type === 'failed');
    assert.match(differing.message, /@sherlock: .*sherlock is down.* @marie: .*marie is down/);
  });

  it('cancels its steps when it is cancelled, even if their backends do not listen, and nothing waits on', async () => {
    const signals: AbortSignal[] = [];
    const fake = new FakeSessions(async function* (_prompt, signal) {
      signals.push(signal);
      yield { type: 'text', text: 'and then' };
      await new Promise(() => {});
    });
    const stop = new AbortController();
    const running = fake.run(TRIO, {}, stop.signal);
    await settle();
    stop.abort();
    const events = await running;
    const record = recordOf(events);
    const end = events.at(-1);
    assert.equal(end?.type === 'failed' && end.code, 'cancelled');
    assert.equal(statuses(record), 'sherlock cancelled, leonardo cancelled, marie cancelled');
    assert.ok(signals.length === 2 && signals.every(({ aborted }) => aborted));
    assert.equal(fake.engine.clock.pendingTimers, 0);
    assert.equal((await fake.store.list())[0]?.status, 'cancelled');
  });

  it('cancels its steps when nobody listens any more', async () => {
    const signals: AbortSignal[] = [];
    const fake = new FakeSessions(async function* (_prompt, signal) {
      signals.push(signal);
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      yield { type: 'end', finish: 'stop' };
    });
    for await (const event of fake.sessions.run({ agent: 'auto', text: TRIO }, new AbortController().signal)) {
      if (event.type === 'step' && event.message !== '') break;
    }
    assert.ok(signals.length > 0 && signals.every(({ aborted }) => aborted));
    assert.equal(fake.ended[0]?.status, 'cancelled');
  });

  it('tells its plan, the way of each step and the text in order', async () => {
    const fake = new FakeSessions(says((agent) => agent));
    const events = await fake.run(TRIO);
    const told = events.map((event) =>
      event.type === 'step' ? `${event.step.agent} ${event.step.status}` : event.type,
    );
    assert.equal(told[0], 'planned');
    assert.ok(told.indexOf('marie running') > told.indexOf('sherlock answered'));
    assert.ok(told.indexOf('text') > told.indexOf('marie answered'));
    assert.equal(told.at(-1), 'done');
  });

  it('measures how well its agents were coordinated', async () => {
    const fake = new FakeSessions(
      says((agent) => {
        fake.engine.clock.advance(agent === 'marie' ? 50 : 100);
        return agent;
      }),
    );
    const { coordination, ms } = recordOf(await fake.run(TRIO));
    assert.equal(ms, 250);
    assert.ok(coordination.efficiency >= 1 && coordination.efficiency <= 2);
    assert.equal(coordination.overhead, 0);
    fake.engine.telemetry.recordSession(fake.ended[0] as SessionRecord);
    const { sessions, agents } = fake.engine.telemetry.figures();
    assert.equal(sessions.count, 1);
    assert.equal(agents.find(({ id }) => id === 'marie')?.coordination.steps, 1);
    assert.ok(Math.abs((agents.find(({ id }) => id === 'marie')?.coordination.efficiency ?? 0) - 50 / 250) < 1e-9);
  });

  it('refuses names that are nobody’s', async () => {
    for (const text of ['@ghost why is it slow?', '@sherlock @ghost why is it slow?', '@sherlock @marie @ghost why?']) {
      const end = (await new FakeSessions(says((agent) => agent)).run(text)).at(-1);
      assert(end?.type === 'failed' && end.code === 'unknown-agent', text);
      assert.match(end.message, /There is no agent “ghost”/);
    }
  });

  it('refuses an empty question and one that is only names', async () => {
    const fake = new FakeSessions(says((agent) => agent));
    for (const text of ['  ', '@sherlock @marie ']) {
      const end = (await fake.run(text)).at(-1);
      assert.equal(end?.type === 'failed' && end.code, 'empty-question');
    }
  });
});

describe('a session with a model', () => {
  const plan = JSON.stringify({
    reason: 'cause before tests',
    steps: [
      { agent: 'marie', question: 'which tests cover it?', dependsOn: ['vince'] },
      { agent: '@Vince', question: 'what is slow?' },
    ],
  });
  /** A model that plans as told, and otherwise says its name. */
  const model = (reply: string, synthesis: string) =>
    says((agent, ask, system) => {
      if (system.includes('Reply with JSON only')) return reply;
      return system.includes('puts together') ? synthesis : `${agent} on: ${ask.split('\n').at(-1)}`;
    });
  const run = (reply: string, synthesis = 'Vince is right, says @vince; @marie agrees.') =>
    new FakeSessions(
      says((agent) => agent),
      model(reply, synthesis),
    ).run('is the order slow?', { pool: 'model' });

  it('follows the plan that the model made, in an order that honours it, and lets it put things together', async () => {
    const record = recordOf(await run(`Here you are:\n\`\`\`json\n${plan}\n\`\`\``));
    assert.deepEqual(record.plan, { by: 'model', reason: 'cause before tests' });
    assert.deepEqual(
      record.steps.map(({ agent, dependsOn }) => [agent, dependsOn]),
      [
        ['vince', []],
        ['marie', ['vince']],
      ],
    );
    assert.match(record.steps[0]?.text ?? '', /Your part: what is slow\?/);
    assert.equal(record.text, 'Vince is right, says @vince; @marie agrees.');
  });

  it('plans by specialties where the plan is of no use, and says so', async () => {
    for (const reply of [
      'I would ask vince.',
      '{"steps": []}',
      '{"steps": [{"agent": "watson", "question": "x"}]}',
      '{',
    ]) {
      const record = recordOf(await run(reply));
      assert.equal(record.plan.by, 'specialties');
      assert.match(record.plan.reason, /plan was of no use/);
      assert.ok(record.steps.length > 1);
    }
  });

  it('adds what a synthesis left out, so that every agent is cited', async () => {
    const { text } = recordOf(await run(plan, 'All is well, says @vince.'));
    assert.match(text, /All is well[\s\S]*\*\*@marie\*\*/);
  });

  it('tells what each agent found where the synthesis fails', async () => {
    const fake = new FakeSessions(
      says((agent) => agent),
      says((agent, _ask, system) => {
        if (system.includes('Reply with JSON only')) return plan;
        if (system.includes('puts together')) throw new Error('out of words');
        return `${agent} knows`;
      }),
    );
    const record = recordOf(await fake.run('is the order slow?', { pool: 'model' }));
    assert.equal(record.status, 'done');
    assert.match(record.text, /synthesis by the model failed[\s\S]*vince knows[\s\S]*marie knows/);
  });
});
