import assert from 'node:assert/strict';
import { roster } from '../../../../../src/engine/agents/roster.ts';
import { Rehearsal } from '../../../../../src/engine/coordinator/ask/rehearsal.ts';
import { Coordinator } from '../../../../../src/engine/coordinator/coordinator.ts';
import type { AgentDefinition } from '../../../../../src/engine/domain/agent.ts';
import type { AskEvent } from '../../../../../src/engine/domain/ask-event.ts';
import { limits } from '../../../../../src/engine/limits.ts';
import { FakeEngine } from '../../../../fixtures/ports/fake-engine.ts';

describe('a rehearsal', () => {
  it('goes the whole way of a question that has no answer yet, each time, and one at a time', async () => {
    const rehearsal = new Rehearsal(new FakeEngine().parts);
    const [sherlock = assert.fail()] = roster;
    assert.equal(await rehearsal.practise(sherlock), 0, 'the first question goes alone');
    assert.equal(await rehearsal.run(sherlock), false);
    const first = await rehearsal.practise(sherlock);
    assert.ok(first > 0);
    for (const agent of roster) assert.equal(await rehearsal.run(agent), true, agent.id);
    assert.deepEqual(await Promise.all([rehearsal.run(sherlock), rehearsal.run(sherlock)]), [true, false]);
    let practised = first;
    for (let went = first; went > 0; practised += went) went = await rehearsal.practise(sherlock);
    assert.equal(practised, limits.practised, 'then enough was practised');
    assert.equal(await rehearsal.run(sherlock), true);
  });

  it('runs while the context of a question is about to come, and nothing of it is seen, sent or kept', async () => {
    const asked = async (rehearsed: boolean): Promise<unknown> => {
      const engine = new FakeEngine();
      const rehearsal = new Rehearsal(engine.parts);
      const ran: Promise<number | boolean>[] = [];
      const told = {
        async practise(agent: AgentDefinition) {
          ran.push(rehearsal.practise(agent));
          return 0;
        },
        async run(agent: AgentDefinition) {
          ran.push(rehearsal.run(agent));
          return true;
        },
      };
      const coordinator = new Coordinator({ ...engine.parts, ...(rehearsed && { rehearsal: told }) });
      const events: AskEvent[] = [];
      for (const text of ['why?', 'how?'])
        for await (const event of coordinator.ask({ agent: 'marie', text })) events.push(event);
      const [, , practised = 0] = await Promise.all(ran);
      assert.equal(Number(practised) > 0, rehearsed);
      const { cache, spend, telemetry, pools, generations, compressions } = engine;
      return {
        events,
        figures: telemetry.figures(),
        tiers: cache.stats().map(({ entries, sets, misses }) => [entries, sets, misses]),
        journal: cache.journal.often(9),
        spent: spend.since(''),
        pools: pools.stats(),
        generations,
        compressions,
      };
    };
    assert.deepEqual(await asked(true), await asked(false));
  });
});
