import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { ModelWorkspace } from '../../../fixtures/cache/model-workspace.ts';

const RUNS = Number(process.env.WEE_MODEL_RUNS ?? 150);

const path = fc.constantFrom('a.ts', 'b.ts', 'c.ts', 'd.ts');
const text = fc.constantFrom('one', 'two', 'three');
const branch = fc.constantFrom('main', 'topic');
const question = fc.constantFrom('why a?', 'why b c?', 'what of d?', 'all a b c d');
const agent = fc.constantFrom('sherlock', 'marie');

/** What can happen, as data, so that a failing sequence can be read. */
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('ask' as const), agent, question }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('edit' as const), path, text }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('buffer' as const), path, text: fc.option(text) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rename' as const), path, to: path }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('branch' as const), branch }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('budget' as const), tokens: fc.constantFrom(8_000, 4_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('define' as const), agent, words: text }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('model' as const), name: fc.constantFrom('m/1', 'm/2') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('editWhileAnswering' as const), agent, question, path, text }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), agent, question }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash' as const), flushed: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('clock' as const), ms: fc.constantFrom(1_000, 60_000, -60_000) }),
  },
);

describe('The cache against a model of it', () => {
  it('serves no wrong answer and every one that could be reused, whatever happens in whatever order', async function () {
    this.timeout(600_000);
    const totals = { asked: 0, wrong: 0, reusable: 0, reused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
        const folder = mkdtempSync(join(tmpdir(), 'wee-model-'));
        const workspace = await ModelWorkspace.open(join(folder, 'answers.db'));
        try {
          for (const one of steps) await workspace.take(one);
        } finally {
          const { asked, wrong, reusable, reused } = workspace.counts;
          totals.asked += asked;
          totals.wrong += wrong;
          totals.reusable += reusable;
          totals.reused += reused;
          workspace.close();
          rmSync(folder, { recursive: true, force: true });
        }
        assert.equal(workspace.counts.wrong, 0);
        assert.equal(workspace.counts.reused, workspace.counts.reusable);
      }),
      { numRuns: RUNS },
    );
    console.log(`      ${JSON.stringify({ sequences: RUNS, ...totals })}`);
    assert(totals.asked > RUNS && totals.reused > RUNS / 5, 'it must have asked and reused');
  });
});
