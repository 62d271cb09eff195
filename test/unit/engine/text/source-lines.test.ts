import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SourceLines } from '../../../../src/engine/text/source-lines.ts';

const text = fc.array(fc.constantFrom('\n', '\r\n', '\r', ' ', '\t', 'a', 'bc', '名', '😀', '\u00a0'), {
  maxLength: 40,
});

describe('the lines of a file', () => {
  it('are those that it falls into, each with its place in the text', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (bits, one, other) => {
        const whole = bits.join('');
        const expected = whole.replace(/\n$/, '').split(/\r?\n/);
        const lines = new SourceLines(whole);
        assert.deepEqual(lines.texts(), expected);
        assert.equal(lines.of(lines.count + 1), '');
        const [a, b] = [1 + (one % lines.count), 1 + (other % lines.count)];
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        assert.deepEqual(lines.texts(from, to), expected.slice(from - 1, to));
        const joined = expected.slice(from - 1, to).join('\n');
        assert.equal(lines.join(from, to), joined);
        assert.equal(lines.length(from, to), joined.length);
        assert.equal(lines.isBlank(from), expected[from - 1]?.trim() === '');
        assert.equal(lines.at(lines.start(to), from), to);
      }),
      { numRuns: 1_000 },
    );
  });
});
