import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SourceLines } from '../../../../src/engine/text/source-lines.ts';
import { WordFinder } from '../../../../src/engine/text/word-finder.ts';

/** Said plainly: word by word, line by line. */
function linesWith(text: string, word: string): number[] {
  return text
    .toLowerCase()
    .split('\n')
    .flatMap((line, at) => {
      for (let place = line.indexOf(word); place >= 0; place = line.indexOf(word, place + word.length)) {
        const around = `${line[place - 1] ?? ''}${line[place + word.length] ?? ''}`;
        if (word.length > 3 || !/[a-z]/.test(around)) return [at + 1];
      }
      return [];
    });
}

/** As packing looks for them. */
const places = { short: 3, most: 300 };

describe('words in a text', () => {
  it('are found on the lines that have them, in whatever case, short ones where they stand alone', () => {
    const bit = fc.constantFrom(
      'url',
      'Parse',
      'parser',
      'QUERY',
      'id',
      'ide',
      'aaa',
      'aaaa',
      ' ',
      '\n',
      '_',
      '1',
      'é',
      'İ',
      '…',
      '\u212a',
    );
    const words = ['parse', 'query', 'url', 'id', 'aa', 'aaaa', 'pars', 'rl', 'ké', 'éid'];
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 40 }), fc.shuffledSubarray(words), (bits, sought) => {
        const text = bits.join('');
        const finder = new WordFinder(sought, places);
        finder.in(new SourceLines('parse\nquery url id'));
        const expected = sought.flatMap((word) => {
          const lines = linesWith(text, word);
          return lines.length > 0 ? [[word, lines]] : [];
        });
        assert.deepEqual([...finder.in(new SourceLines(text))], expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it('are found in longer ones too, wherever nothing else is said', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', 'b', '\n', '\r', 'İ', 'ß', ' ') });
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é'), minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(text, word, (all, part) => {
        const lines = all.split('\n').flatMap((line, at) => (line.toLowerCase().includes(part) ? [at + 1] : []));
        assert.deepEqual(new WordFinder([part]).in(new SourceLines(all)).get(part) ?? [], lines);
      }),
    );
  });

  it('are found whichever others are looked for beside them, and again in the next text', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'A', 'b', 'B', 'c', 'é', '…', '\n', ' '), maxLength: 200 });
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 2, maxLength: 6 });
    const sought = fc.uniqueArray(word, { maxLength: 40 });
    fc.assert(
      fc.property(sought, sought, fc.array(text, { maxLength: 4 }), (some, others, texts) => {
        const finders = [some, others].map((words) => ({ words, finder: new WordFinder(words) }));
        for (const all of texts)
          for (const { words, finder } of finders) {
            const expected = words.flatMap((one) => {
              const lines = all.split('\n').flatMap((line, at) => (line.toLowerCase().includes(one) ? [at + 1] : []));
              return lines.length > 0 ? [[one, lines]] : [];
            });
            assert.deepEqual([...finder.in(new SourceLines(all))], expected);
          }
      }),
      { numRuns: 300 },
    );
  });

  it('count so many places at most, so that a text of nothing else takes no longer', () => {
    const found = new WordFinder(['query'], places).in(new SourceLines('query\n'.repeat(1_000)));
    assert.equal(found.get('query')?.length, 300);
  });
});
