import assert from 'node:assert/strict';
import { formatNumber } from '../../../../src/engine/text/format-number.ts';

describe('formatNumber', () => {
  for (const value of [0, 7, 999, 1_000, 16_500, 123_456, 1_234_567, -1_234, 999.6]) {
    it(`writes ${value} as English texts do`, () => {
      assert.equal(formatNumber(value), Math.round(value).toLocaleString('en'));
    });
  }

  it('writes as many decimals as are wanted', () => {
    assert.equal(formatNumber(1_234.5, 2), '1,234.50');
  });
});
