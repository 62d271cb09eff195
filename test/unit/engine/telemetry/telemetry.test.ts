import assert from 'node:assert/strict';
import { Telemetry } from '../../../../src/engine/telemetry/telemetry.ts';
import { FakeEngine } from '../../../fixtures/ports/fake-engine.ts';

describe('The figures of an engine that takes the place of another', () => {
  it('go on from those of the other, whose last questions still count', async () => {
    const old = new FakeEngine();
    await old.ask('before?');
    old.telemetry.decide({ action: 'limit', subject: 'openai/a', reason: 'refused for load' });
    const next = new Telemetry(old.clock, () => []);
    next.follow(old.telemetry);
    assert.equal(next.figures().asked, 1);
    await old.ask('still running?');
    const { asked, decisions, recent } = next.figures();
    assert.equal(asked, 2);
    assert.deepEqual(
      decisions.map(({ reason }) => reason),
      ['refused for load'],
    );
    assert.equal(recent.length, 2);
    next.reset();
    assert.equal(next.figures().asked, 0);
    assert.equal(old.telemetry.figures().asked, 2);
  });
});
