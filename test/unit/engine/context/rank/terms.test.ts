import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rarity } from '../../../../../src/engine/context/rank/terms/rarity.ts';
import { stem } from '../../../../../src/engine/context/rank/terms/stem.ts';
import { countTerms, encodeTerms, hashTerm } from '../../../../../src/engine/context/rank/terms/term-vector.ts';
import { wordsOf } from '../../../../../src/engine/context/rank/terms/words-of.ts';

describe('words', () => {
  it('of one kin have one stem, and short or foreign ones stay', () => {
    for (const kin of [
      'route routes routing router routed',
      'query queries',
      'validate validates validation validator',
      'map mapping mapped',
    ]) {
      assert.equal(new Set(kin.split(' ').map(stem)).size, 1, kin);
    }
    for (const word of ['class', 'this', 'go', 'größe', 'sha256']) assert.equal(stem(word), word);
    assert.notEqual(stem('string'), stem('str'));
  });

  it('come whole and in parts, in the order of the text', () => {
    assert.deepEqual(
      wordsOf('parseHTTPQuery(max_age)'),
      ['parsehttpquery', 'parse', 'http', 'query', 'max_age', 'max', 'age'].map(stem),
    );
  });

  it('are counted in a vector as in the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'query', 'parse', 'ö', 'x_y'), { maxLength: 400 }), (words) => {
        const asked = ['a', 'b', 'query', 'parse', 'ö', 'x_y', 'absent'];
        const counted = countTerms(encodeTerms(words), asked.map(hashTerm));
        const expected = asked.map((word) => Math.min(255, words.filter((one) => one === word).length));
        assert.deepEqual(counted, expected);
      }),
    );
  });

  it('are as rare as before when a few files of many come or go', () => {
    assert.equal(rarity(2_000, 40), rarity(2_003, 41));
    assert.ok(rarity(2_000, 40) > rarity(2_000, 400));
    assert.ok(rarity(4, 4) > 0);
  });
});
