import assert from 'node:assert/strict';
import fc from 'fast-check';
import { InUnits } from '../../../../../../src/engine/context/pack/parts/in-units.ts';

const TIMES = 4;

/** Units of so many lines, one after another. */
const units = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 8 }).map((lengths) => {
  let next = 1;
  return lengths.map((length) => {
    const from = next;
    next += length;
    return { from, to: next - 1 };
  });
});
const lines = fc
  .uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 12 })
  .map((all) => all.sort((a, b) => a - b));

describe('what stands in the units of a file', () => {
  it('is the highest score of all that touches one', () => {
    const line = fc.integer({ min: -3, max: 45 });
    const spans = fc.array(fc.record({ from: line, to: line, score: fc.double({ min: 0, max: 9, noNaN: true }) }));
    fc.assert(
      fc.property(units, spans, (all, scored) => {
        const expected = all.map((unit) =>
          Math.max(0, ...scored.filter(({ from, to }) => from <= unit.to && to >= unit.from).map(({ score }) => score)),
        );
        assert.deepEqual([...new InUnits(all).highest(scored)], expected);
      }),
    );
  });

  it('is the worth of the words on its lines, more where they stand there more often', () => {
    const hits = fc.dictionary(fc.constantFrom('a', 'b', 'c'), lines).map((found) => new Map(Object.entries(found)));
    fc.assert(
      fc.property(units, hits, (all, found) => {
        const worth = new Map([...'abc'].map((word, at) => [word, at + 1]));
        const expected = all.map((unit) => {
          let sum = 0;
          for (const [word, value] of worth) {
            const times = (found.get(word) ?? []).filter((line) => line >= unit.from && line <= unit.to).length;
            const counted = Math.min(TIMES, times);
            if (counted > 0) sum += value * (counted / (counted + 0.5));
          }
          return (2 * sum) / 6;
        });
        assert.deepEqual([...new InUnits(all).worth(found, worth)], expected);
      }),
    );
  });
});
