import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LinedText } from '../../../../../../src/engine/agents/skills/text/lined-text.ts';

describe('a text by its lines', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'B', 'b', '\n', '\r', 'İ', 'ß', ' ', '#') });

  it('finds the lines that hold a part of a word, whatever its case', () => {
    fc.assert(
      fc.property(text, fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 3 }), (all, part) => {
        const lines = all.split('\n');
        const expected = lines.flatMap((line, at) => (line.toLowerCase().includes(part) ? [at] : []));
        assert.deepEqual(new LinedText(all).holding(part), expected);
      }),
    );
  });

  it('has the lines of the text', () => {
    fc.assert(
      fc.property(text, (all) => {
        const lined = new LinedText(all);
        assert.deepEqual(
          Array.from({ length: lined.length }, (_, at) => lined.line(at)),
          all.split('\n'),
        );
        assert.equal(lined.line(lined.length), '');
        assert.equal(
          lined.firstWith('#a'),
          all.split('\n').findIndex((line) => line.startsWith('#a')),
        );
      }),
    );
  });
});
