import assert from 'node:assert/strict';
import fc from 'fast-check';
import { difference } from '../../../../src/engine/text/difference.ts';

/** Short, and longer than what is compared at once. */
const piece = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', '\n', '😀', '😁', 'é'), maxLength: 8 }),
  fc.integer({ min: 1, max: 3 }).map((times) => 'abcd😀\n'.repeat(700 * times)),
);

describe('the difference of two texts', () => {
  it('lies between all that is the same at their beginnings and ends, and cuts no character in two', () => {
    fc.assert(
      fc.property(piece, piece, piece, piece, (begin, old, fresh, end) => {
        const [before, now] = [begin + old + end, begin + fresh + end];
        const { start, oldEnd, newEnd } = difference(before, now);
        assert.equal(before.slice(0, start) + now.slice(start, newEnd) + before.slice(oldEnd), now);
        assert.ok(start <= oldEnd && start <= newEnd);
        const [left, right] = [before.slice(start, oldEnd), now.slice(start, newEnd)];
        assert.ok(left.isWellFormed() && right.isWellFormed());
        if (left === '' || right === '') return;
        assert.notEqual([...left][0], [...right][0]);
        assert.notEqual([...left].at(-1), [...right].at(-1));
      }),
    );
  });
});
