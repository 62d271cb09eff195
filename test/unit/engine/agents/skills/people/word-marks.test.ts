import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formsOf, stemOf } from '../../../../../../src/engine/agents/skills/people/docs/same-word.ts';
import { WordMarks } from '../../../../../../src/engine/agents/skills/people/docs/word-marks.ts';
import { wordsIn } from '../../../../../../src/engine/agents/skills/people/docs/words-in.ts';

describe('marks of words', () => {
  it('never denies a form of a word that stands there', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'use',
        'uses',
        'route',
        'routing',
        'validate',
        'validation',
        'änderung',
        'res',
        'été',
        'a1',
        '$el',
      ),
      fc.string({ unit: fc.constantFrom('a', 'b', 'é', '1', '_', '$', 'İ'), minLength: 1, maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(word, fc.constantFrom(' ', '.', '1', '-'))), word, (parts, asked) => {
        const text = parts.flat().join('');
        const lower = asked.toLowerCase();
        const marks = new WordMarks(['', text]);
        if (wordsIn(text).some(formsOf(lower)))
          assert.deepEqual([...marks.having(WordMarks.ofBeginning(stemOf(lower)))], [1], `${text} | ${asked}`);
        if (wordsIn(text).includes(lower))
          assert.deepEqual([...marks.having(WordMarks.of(lower))], [1], `${text} | ${asked}`);
      }),
      { numRuns: 2_000 },
    );
  });

  it('tell of each word which texts hold it', () => {
    const marks = new WordMarks(['Middleware is called for each request.', 'A request has middlewares.', 'Nothing.']);
    const having = (mark: number): number[] => [...marks.having(mark)];
    assert.deepEqual(having(WordMarks.of('middleware')), [0]);
    assert.deepEqual(having(WordMarks.ofBeginning('middleware')), [0, 1]);
    assert.deepEqual(having(WordMarks.of('request')), [0, 1]);
    assert.deepEqual(having(WordMarks.of('cookie')), []);
  });
});
