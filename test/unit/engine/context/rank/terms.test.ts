import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chunkWords } from '../../../../../src/engine/context/index/chunk-words.ts';
import { FileTerms } from '../../../../../src/engine/context/rank/file-terms.ts';
import { encodeFileTerms } from '../../../../../src/engine/context/rank/terms/encode-file-terms.ts';
import { hashTerm } from '../../../../../src/engine/context/rank/terms/hash-term.ts';
import { rarity } from '../../../../../src/engine/context/rank/terms/rarity.ts';
import { stem } from '../../../../../src/engine/context/rank/terms/stem.ts';
import { wordsOf } from '../../../../../src/engine/context/rank/terms/words-of.ts';

const KNOWN = ['a', 'b', 'query', 'parse', 'ö', 'x_y'];

describe('words', () => {
  it('of one kin have one stem, and short or foreign ones stay', () => {
    for (const kin of [
      'route routes routing router routed',
      'query queries',
      'validate validates validation validator',
      'map mapping mapped',
      'behaviour behavior behaviours',
      'colour color coloured coloring',
      'serialise serialize serialised serializing serialisation serializer serialiser',
      'analyse analyze analysis analyser',
      'catalogue catalog',
      'add adds added adding',
      'cancel cancels canceled cancelled cancelling',
      'install installs installed installer',
      'compatible compatibility',
      'throw throws thrown threw',
      'index indexes indices indexing',
      'centre center',
    ]) {
      assert.equal(new Set(kin.split(' ').map(stem)).size, 1, kin);
    }
    for (const word of ['class', 'this', 'four', 'basis', 'go', 'größe', 'sha256']) assert.equal(stem(word), word);
    assert.notEqual(stem('string'), stem('str'));
  });

  it('come whole and in parts, in the order of the text', () => {
    assert.deepEqual(
      wordsOf('parseHTTPQuery(max_age)'),
      ['parsehttpquery', 'parse', 'http', 'query', 'max_age', 'max', 'age'].map(stem),
    );
    assert.deepEqual(
      wordsOf('URLs IDsOf parseURLs'),
      ['url', 'idsof', 'id', 'of', 'parseurls', 'parse', 'url'].map(stem),
    );
  });

  it('of a file take no memory once they are released', () => {
    const bytes = encodeFileTerms([{ first: 1, last: 50, hashes: chunkWords(KNOWN).hashes }]);
    const file = new FileTerms(bytes);
    assert.ok(file.bytes > 0 && bytes.byteLength === file.bytes);
    file.release();
    assert.equal(bytes.byteLength, 0);
  });

  it('are counted in a vector as in the text', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom(...KNOWN), { maxLength: 400 }), { maxLength: 4 }), (texts) => {
        const asked = [...KNOWN, 'absent'];
        const lines = { first: 1, last: 50 };
        const file = new FileTerms(
          encodeFileTerms(texts.map((words) => ({ ...lines, hashes: chunkWords(words).hashes }))),
        );
        for (const [chunk, words] of texts.entries()) {
          for (const word of asked) {
            const found = new Map<number, number>();
            const which = file.find(hashTerm(word));
            for (let place = file.placesOf(which); which >= 0 && place < file.placesOf(which + 1); place++)
              found.set(file.chunkAt(place), file.countAt(place));
            const times = Math.min(255, words.filter((one) => one === word).length);
            assert.equal(found.get(chunk), times === 0 ? undefined : times);
          }
          assert.equal(file.words(chunk), words.length);
        }
        assert.equal(file.size, texts.length);
      }),
    );
  });

  it('are as rare as before when a few files of many come or go', () => {
    assert.equal(rarity(2_000, 40), rarity(2_003, 41));
    assert.ok(rarity(2_000, 40) > rarity(2_000, 400));
    assert.ok(rarity(4, 4) > 0);
  });
});
