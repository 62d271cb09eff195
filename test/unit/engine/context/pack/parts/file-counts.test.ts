import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countText, countWhole } from '../../../../../../src/engine/context/pack/parts/file-counts.ts';
import { SourceLines } from '../../../../../../src/engine/text/source-lines.ts';

describe('the tokens of a whole file', () => {
  it('are those of its text, counted as one', () => {
    const bit = fc.constantFrom(
      'a',
      'Zed',
      '12',
      ' ',
      '    ',
      '\n',
      '\n\n',
      '\t',
      '\r\n',
      '/',
      '//',
      '{',
      "'s",
      '>',
      'é',
      '…',
      'x'.repeat(509),
      '\n  /* b */\n',
    );
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 30 }), fc.constantFrom('src/a.ts', 'x', 'y'.repeat(600)), (bits, path) => {
        const lines = new SourceLines(bits.join(''));
        assert.deepEqual(countWhole(path, lines), countText(path, lines.join(1, lines.count)));
      }),
      { numRuns: 3_000 },
    );
  });
});
