import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countTokens as countByLibrary } from 'gpt-tokenizer/encoding/o200k_base';
import { countTokens } from '../../../../../src/engine/context/pack/count-tokens.ts';
import { rememberedTokens } from '../../../../../src/engine/context/pack/token-counter.ts';

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

describe('remembered tokens', () => {
  it('are those of the whole text, however it is cut into pieces', () => {
    const bit = fc.constantFrom(...BITS, ...BITS, ...WORDS);
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 60 }), (bits) => {
        const text = bits.join('');
        assert.equal(rememberedTokens(text), countTokens(text));
      }),
      { numRuns: 2_000 },
    );
  });

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

  it('are the same the second time, also where part of the text was counted before', () => {
    const text = 'function a() {\n  return 1;\n}\n/* a\n */\nfunction b() {\n\n  return [];\n}';
    assert.equal(rememberedTokens(text), countTokens(text));
    assert.equal(rememberedTokens(`${text}\n\n${text}\n`), countTokens(`${text}\n\n${text}\n`));
    assert.equal(rememberedTokens(text), countTokens(text));
  });
});
