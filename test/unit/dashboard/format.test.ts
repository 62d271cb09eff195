import assert from 'node:assert/strict';
import { formatCount, formatMs, formatShare } from '../../../src/dashboard/format.ts';

describe('figures of the panel', () => {
  const durations: readonly (readonly [number, string])[] = [
    [0, '0.00 ms'],
    [0.4, '0.40 ms'],
    [0.999, '1.0 ms'],
    [9.96, '10 ms'],
    [999.6, '1.0 s'],
    [3_240, '3.2 s'],
    [99_960, '2 min'],
    [3_720_000, '62 min'],
    [9_000_000, '2.5 h'],
  ];
  for (const [ms, text] of durations) {
    it(`shows ${ms} ms as ${text}`, () => assert.equal(formatMs(ms), text));
  }

  it('shows no rate where nothing was asked', () => {
    assert.equal(formatShare(0, 0), '–');
    assert.equal(formatShare(1, 3), '33%');
  });

  it('shortens large counts and carries into the next unit', () => {
    assert.equal(formatCount(9_999), '9,999');
    assert.equal(formatCount(12_345), '12k');
    assert.equal(formatCount(999_600), '1.0M');
  });
});
