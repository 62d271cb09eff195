import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Histogram } from '../../../../src/engine/telemetry/histogram.ts';

describe('Histogram', () => {
  it('is all zero before anything was recorded', () => {
    assert.deepEqual(new Histogram().percentiles(), { count: 0, p50: 0, p95: 0, p99: 0, max: 0 });
  });

  it('comes within 5 % of the exact percentile', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 300 }),
        (values) => {
          const histogram = new Histogram();
          for (const value of values) histogram.record(value);
          const sorted = [...values].sort((a, b) => a - b);
          const { p50, p95, p99, max, count } = histogram.percentiles();
          assert.equal(count, values.length);
          assert.equal(max, sorted.at(-1));
          for (const [q, got] of [
            [0.5, p50],
            [0.95, p95],
            [0.99, p99],
          ] as const) {
            const exact = sorted[Math.ceil(q * sorted.length) - 1] ?? 0;
            assert.ok(Math.abs(got - exact) <= exact * 0.05, `${q}: ${got} for ${exact}`);
          }
        },
      ),
    );
  });

  it('ignores what is no duration', () => {
    const histogram = new Histogram();
    histogram.record(Number.NaN);
    histogram.record(Number.POSITIVE_INFINITY);
    assert.equal(histogram.percentiles().count, 0);
  });
});
