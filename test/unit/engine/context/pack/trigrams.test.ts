import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Trigrams } from '../../../../../src/engine/context/pack/trigrams.ts';

describe('the trigrams of a text', () => {
  it('never deny a word that stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), fc.string(), (before, word, after) => {
        assert.ok(new Trigrams(before + word + after).mayHave(word));
      }),
    );
  });

  it('deny most words that do not', () => {
    const text = new Trigrams(
      'export function parseQuery(text: string): Query {\n  return new Query(text.split("&"));\n}\n',
    );
    for (const word of ['basket', 'invoice', 'database']) assert.ok(!text.mayHave(word), word);
    for (const word of ['parseQuery', 'pars', 'zz']) assert.ok(text.mayHave(word), word);
  });
});
