import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countTokens as countByLibrary } from 'gpt-tokenizer/encoding/o200k_base';
import { countTokens } from '../../../../../src/engine/context/tokens/count-tokens.ts';

const BITS = [
  '\n',
  '\r\n',
  ' ',
  '    ',
  '\t',
  '/',
  '//',
  ';',
  '}',
  '});',
  '…',
  '😀',
  '\ud83d',
  'é',
  '名',
  "don't",
  '1234',
  "'",
  '_',
  'A',
  'ab',
];
const WORDS = [
  'return',
  'fooBar',
  '<|endoftext|>',
  '120| ',
  '\u00a0',
  '\u2028',
  '*/',
  '"',
  'x'.repeat(600),
  ' '.repeat(600),
];

describe('the tokens of a text', () => {
  it('are those that the tokenizer itself counts, unless a run is endless', () => {
    const bit = fc.oneof(fc.constantFrom(...BITS, ...WORDS.slice(0, -2)), fc.string({ unit: 'binary', maxLength: 12 }));
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 40 }), (bits) => {
        const text = bits.join('');
        assert.equal(countTokens(text), countByLibrary(text, { disallowedSpecial: new Set() }));
      }),
      { numRuns: 2_000 },
    );
  });
});
