import assert from 'node:assert/strict';
import { roster } from '../../../../../src/engine/agents/roster.ts';
import { Rehearsal } from '../../../../../src/engine/coordinator/ask/rehearsal.ts';
import { Coordinator } from '../../../../../src/engine/coordinator/coordinator.ts';
import type { AskEvent } from '../../../../../src/engine/domain/ask-event.ts';
import { FakeEngine } from '../../../../fixtures/ports/fake-engine.ts';

describe('a rehearsal', () => {
  it('goes the whole way of a question that has no answer yet, each time, and one at a time', async () => {
    const rehearsal = new Rehearsal(new FakeEngine().parts);
    for (const agent of roster) assert.equal(await rehearsal.run(agent), true, agent.id);
    const [sherlock = assert.fail()] = roster;
    assert.deepEqual(await Promise.all([rehearsal.run(sherlock), rehearsal.run(sherlock)]), [true, false]);
  });

  it('runs while the context of a question is about to come, and nothing of it is seen, sent or kept', async () => {
    const asked = async (rehearsed: boolean): Promise<unknown> => {
      const engine = new FakeEngine();
      const rehearsal = new Rehearsal(engine.parts);
      const ran: Promise<boolean>[] = [];
      const coordinator = new Coordinator({
        ...engine.parts,
        ...(rehearsed && { rehearse: (agent) => ran.push(rehearsal.run(agent)) }),
      });
      const events: AskEvent[] = [];
      for await (const event of coordinator.ask({ agent: 'marie', text: 'why?' })) events.push(event);
      assert.deepEqual(await Promise.all(ran), rehearsed ? [true] : []);
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
