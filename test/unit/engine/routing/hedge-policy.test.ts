import assert from 'node:assert/strict';
import { HedgePolicy } from '../../../../src/engine/routing/hedge-policy.ts';

describe('When a second instance is asked as well', () => {
  it('is told by what the others take, so that one that turned slow does not make its own slowness usual', () => {
    const policy = new HedgePolicy();
    for (let n = 0; n < 64; n++) {
      policy.observe('fast', 30);
      policy.observe('slow', 3_000);
    }
    assert.equal(policy.begin('slow'), 30);
    assert.equal(policy.begin('fast'), 3_000);
  });

  it('is told by all while the others said too little, and not at all before ten answers', () => {
    const policy = new HedgePolicy();
    for (let n = 0; n < 9; n++) policy.observe('a', 30);
    assert.equal(policy.begin('a'), undefined);
    policy.observe('b', 40);
    assert.equal(policy.begin('a'), 40);
  });

  it('leaves one more for every twenty questions', () => {
    const policy = new HedgePolicy();
    let sent = 0;
    for (let n = 0; n < 200; n++) {
      policy.begin('a');
      if (!policy.affordable) continue;
      policy.sent();
      sent++;
    }
    assert(sent >= 10 && sent <= 11, `${sent} of 200`);
  });
});
