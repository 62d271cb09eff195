import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryTier } from '../../../../../src/engine/cache/tiers/memory-tier.ts';
import type { AnswerTier } from '../../../../../src/engine/cache/tiers/tier.ts';
import { TierGuard } from '../../../../../src/engine/cache/tiers/tier-guard.ts';
import { chaosTier, type Mood } from '../../../../fixtures/cache/chaos-tier.ts';
import { makeDiskTier } from '../../../../fixtures/cache/make-disk-tier.ts';
import { answer } from '../../../../fixtures/storage/answer.ts';
import { drivers } from '../../../../fixtures/storage/drivers.ts';
import { fakeClock } from '../../../../fixtures/storage/fake-clock.ts';

const DAY = 24 * 3_600_000;
const keep = { lifetimeMs: DAY };
type Clock = ReturnType<typeof fakeClock>;
type Make = (folder: string, clock: Clock, maxBytes: () => number) => Promise<AnswerTier>;

const tiers: readonly { readonly name: string; readonly make: Make }[] = [
  { name: 'memory', make: async (_folder, clock, maxBytes) => createMemoryTier({ maxBytes, clock }) },
  ...drivers.map(({ name, binding }) => ({
    name: `disk over ${name}`,
    make: ((folder, clock, maxBytes) => makeDiskTier(join(folder, 'answers.db'), binding, clock, maxBytes)) as Make,
  })),
];

for (const { name, make } of tiers) {
  describe(`Every tier: ${name}`, () => {
    let folder: string;
    let clock: Clock;
    let tier: AnswerTier;
    let maxBytes = 1e6;
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'wee-tier-'));
      clock = fakeClock();
      maxBytes = 1e6;
      tier = await make(folder, clock, () => maxBytes);
    });
    afterEach(() => {
      tier.dispose();
      rmSync(folder, { recursive: true, force: true });
    });
    const set = (digest: string, more: object = {}): void =>
      tier.set(digest, { ...answer(digest, clock.now()), ...more }, keep);

    it('gives back exactly what it was given: text, references, edits, tool calls, usage', () => {
      const full = {
        ...answer('one', clock.now(), 'grüße 🙂\n\0'),
        sources: [{ path: 'src/ä.ts', line: 1, endLine: 9 }],
        edits: [{ path: 'a.ts', from: 1, to: 2, text: 'x\n' }],
        toolCalls: [{ id: '1', name: 'read', input: '{"path":"a.ts"}' }],
        answerClass: 'openai/host/model',
        tokens: { context: 1, prompt: 2, answer: 3, estimated: false },
      };
      tier.set('one', full, keep);
      tier.flush();
      assert.deepEqual(tier.get('one'), full);
    });
    it('gives back a long answer as it was', () => {
      const text = 'line of code;\n'.repeat(5_000);
      tier.set('long', answer('long', clock.now(), text), keep);
      tier.flush();
      assert.equal(tier.get('long')?.text, text);
    });
    it('has nothing that was not set, that was deleted or that was cleared', () => {
      assert.equal(tier.get('one'), undefined);
      set('one');
      tier.delete('one');
      assert.equal(tier.get('one'), undefined);
      tier.flush();
      assert.equal(tier.get('one'), undefined);
      set('two');
      set('three');
      tier.flush();
      assert.equal(tier.clear(), 2);
      assert.equal(tier.get('two'), undefined);
      assert.deepEqual({ ...tier.size(), evictions: 0 }, { entries: 0, bytes: 0, evictions: 0 });
    });
    it('replaces an answer by a newer one', () => {
      set('one');
      tier.flush();
      set('one', { text: 'newer' });
      tier.flush();
      assert.equal(tier.get('one')?.text, 'newer');
      assert.equal(tier.size().entries, 1);
    });
    it('clears by agent and by file, and leaves the rest', () => {
      set('one');
      set('two', { agent: 'marie' });
      tier.flush();
      set('three', { edits: [{ path: 'new.ts', from: 1, to: 1, text: '' }] });
      assert.equal(tier.clear({ agent: 'marie' }), 1);
      assert.equal(tier.clear({ file: 'new.ts' }), 1);
      assert.equal(tier.get('one')?.digest, 'one');
      assert.equal(tier.get('two'), undefined);
      assert.equal(tier.get('three'), undefined);
    });
    it('keeps within its bytes, and what is dear or asked often stays', () => {
      maxBytes = 100_000;
      tier.set('dear', { ...answer('dear', clock.now(), 'x'.repeat(2_000)), generateMs: 60_000 }, keep);
      tier.set('often', answer('often', clock.now(), 'x'.repeat(2_000)), keep);
      for (let n = 0; n < 300; n++) {
        tier.set(`n${n}`, answer(`n${n}`, clock.now(), 'x'.repeat(2_000)), keep);
        if (n % 5 === 0) tier.get('often');
        tier.flush();
      }
      const { bytes, evictions } = tier.size();
      assert(bytes <= maxBytes && evictions > 200, JSON.stringify({ bytes, evictions }));
      assert.deepEqual(
        ['dear', 'often', 'n0', 'n299'].map((digest) => tier.get(digest) !== undefined),
        [true, true, false, true],
      );
    });
    it('forgets what is too old', () => {
      set('one');
      tier.flush();
      clock.advance(2 * DAY + 1);
      assert.equal(tier.get('one'), undefined);
    });

    describe('in chaos', () => {
      let mood: Mood;
      let guard: TierGuard;
      beforeEach(() => {
        mood = 'well';
        guard = new TierGuard(
          chaosTier(tier, () => mood, clock.advance),
          {
            clock,
            random: { next: () => 0, id: () => '' },
            timedOf: 1,
            health: { failed() {}, fine() {} },
          },
        );
        set('one');
        tier.flush();
      });

      it('is bypassed when it fails, and comes back by itself', () => {
        mood = 'fails';
        for (let n = 0; n < 10; n++) assert.equal(guard.get('one'), undefined);
        assert.deepEqual([guard.stats().errors, guard.stats().bypassed, guard.stats().breaker], [3, 7, 'open']);
        mood = 'well';
        assert.equal(guard.get('one'), undefined);
        clock.advance(1_000);
        assert.equal(guard.get('one')?.digest, 'one');
        assert.equal(guard.stats().breaker, 'closed');
      });
      it('is bypassed when it is slow', () => {
        mood = 'slow';
        for (let n = 0; n < 3; n++) assert.equal(guard.get('one')?.digest, 'one');
        assert.equal(guard.get('one'), undefined);
        assert.equal(guard.stats().breaker, 'open');
      });
      it('is tried less and less often while it goes on failing', () => {
        mood = 'fails';
        for (let n = 0; n < 3; n++) guard.get('one');
        clock.advance(1_000);
        guard.get('one');
        clock.advance(1_999);
        guard.get('one');
        assert.equal(guard.stats().errors, 4);
        clock.advance(1);
        guard.get('one');
        assert.equal(guard.stats().errors, 5);
      });
      it('is not believed when it lies', () => {
        mood = 'lies';
        assert.equal(guard.get('one'), undefined);
        assert.equal(guard.stats().errors, 1);
      });
      it('never throws', () => {
        mood = 'fails';
        guard.set('two', answer('two', clock.now()), keep);
        guard.delete('one');
        guard.flush();
        assert.equal(guard.stats().entries, 0);
        assert.equal(guard.stats().errors, 3);
      });
    });
  });
}
