import assert from 'node:assert/strict';
import { simulate } from '../../sim/simulate.ts';

const CHAOS_SEEDS = 24;

describe('the engine on virtual time', function () {
  this.timeout(120_000);

  it('loses nothing, keeps every limit and explains itself while everything around it fails', async () => {
    for (let seed = 1; seed <= CHAOS_SEEDS; seed++) {
      const report = await simulate({ seed, scenario: 'chaos', hours: 0.2 }).catch((error: unknown) => {
        const replay = `npm run sim -- --seed ${seed} --scenario chaos --hours 0.2`;
        throw new Error(`${error instanceof Error ? error.message : String(error)}; replay it with: ${replay}`);
      });
      assert.equal(report.tally.failed, 0, `seed ${seed}: a person's question was not answered`);
      assert.ok(report.recoverySeconds < 30, `seed ${seed}: ${report.recoverySeconds} s to recover`);
    }
  });

  it('answers 99.99 % by model while one of three fails at every request', async () => {
    for (let seed = 1; seed <= 3; seed++) {
      const { modelRatio } = await simulate({ seed, scenario: 'one-dead', hours: 0.3 });
      assert.ok(modelRatio >= 0.9999, `seed ${seed}: ${modelRatio}`);
    }
  });

  it('answers 99.9 % by model while each of three fails at 5 % of its requests', async () => {
    let answered = 0;
    let asked = 0;
    for (let seed = 1; seed <= 3; seed++) {
      const { tally } = await simulate({ seed, scenario: 'five-percent', hours: 0.3 });
      answered += tally.byModel;
      asked += tally.answered + tally.failed;
    }
    assert.ok(answered / asked >= 0.999, `${answered} of ${asked}`);
  });

  it('is the same run for the same seed', async () => {
    const run = () => simulate({ seed: 7, scenario: 'chaos', hours: 0.1 });
    assert.deepEqual(await run(), await run());
  });
});
