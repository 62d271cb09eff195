import assert from 'node:assert/strict';
import { createAnswerCache } from '../../../../../src/engine/cache/create-answer-cache.ts';
import type { RemoteTier } from '../../../../../src/engine/cache/tiers/tier.ts';
import { limits } from '../../../../../src/engine/limits.ts';
import { silentLog } from '../../../../../src/engine/ports/log.ts';
import { answer } from '../../../../fixtures/storage/answer.ts';
import { fakeClock } from '../../../../fixtures/storage/fake-clock.ts';

const never = new AbortController().signal;

describe('The shared tier', () => {
  const make = (get: RemoteTier['get']) => {
    const clock = fakeClock();
    const shared: RemoteTier = { get, async set() {}, dispose() {} };
    const sizes = { memoryBytes: 1e6, diskBytes: 1e6, ttlMs: 1e9 };
    return { clock, cache: createAnswerCache({ path: undefined, ...sizes, shared, clock, log: silentLog }) };
  };

  it('is asked after memory missed, and memory has its answer from then on', async () => {
    const { cache, clock } = make(async (digest) => answer(digest, clock.now()));
    assert.equal(cache.get('one'), undefined);
    assert.equal((await cache.fetch?.('one', never))?.tier, 'shared');
    assert.equal(cache.get('one')?.tier, 'memory');
  });
  it('counts as a miss when it takes too long, and is bypassed after some of that', async () => {
    const { cache, clock } = make(() => new Promise(() => {}));
    for (let n = 0; n < 3; n++) {
      const asked = cache.fetch?.('one', never);
      clock.advance(limits.remoteTierMs);
      assert.equal(await asked, undefined);
    }
    assert.equal(await cache.fetch?.('one', never), undefined);
    assert.match(cache.notices().join(), /no answer within/);
    assert.equal(cache.stats().find(({ tier }) => tier === 'shared')?.bypassed, 1);
  });
  it('is not believed when it lies', async () => {
    const { cache, clock } = make(async () => answer('another', clock.now()));
    assert.equal(await cache.fetch?.('one', never), undefined);
  });
  it('is left when the asker leaves', async () => {
    const { cache } = make(() => new Promise(() => {}));
    const stop = new AbortController();
    const asked = cache.fetch?.('one', stop.signal);
    stop.abort();
    assert.equal(await asked, undefined);
    assert.deepEqual(cache.notices(), []);
  });
});
