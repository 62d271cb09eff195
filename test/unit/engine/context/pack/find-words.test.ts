import assert from 'node:assert/strict';
import fc from 'fast-check';
import { WordFinder } from '../../../../../src/engine/context/pack/find-words.ts';
import { SourceLines } from '../../../../../src/engine/context/pack/source-lines.ts';

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

describe('the words of a question', () => {
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
        const finder = new WordFinder(sought);
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

  it('count so many places at most, so that a text of nothing else takes no longer', () => {
    const found = new WordFinder(['query']).in(new SourceLines('query\n'.repeat(1_000)));
    assert.equal(found.get('query')?.length, 300);
  });
});
