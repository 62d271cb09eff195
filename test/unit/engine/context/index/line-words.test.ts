import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chunkWords } from '../../../../../src/engine/context/index/chunk-words.ts';
import { LineWords } from '../../../../../src/engine/context/index/line-words.ts';
import { wordsOf } from '../../../../../src/engine/context/rank/terms/words-of.ts';

const line = fc.oneof(
  fc.constantFrom('', 'parseQuery(order)', '  return a + b;', '\r', 'é😀x', 'total_price', '"'),
  fc.string({ unit: fc.constantFrom('a', 'B', '_', ' ', '😀', 'é', '\r'), maxLength: 6 }),
);
const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'));
/** Some lines in place of others, some characters in place of others, another text, or what was there. */
const edit = fc.oneof(
  fc.record({ at: fc.nat(12), less: fc.nat(3), lines: fc.array(line, { maxLength: 3 }) }),
  fc.record({ at: fc.nat(80), less: fc.nat(4), more: fc.constantFrom('', '\n', 'x', 'Y', '😀', '\n\n', 'ab cd') }),
  fc.record({ other: text }),
);

/** Lines of a chunk; few, so that most of them stay as they are. */
const CHUNK = 2;

function edited(before: string, one: Parameters<Parameters<typeof edit.map>[0]>[0]): string {
  if ('other' in one) return one.other;
  if ('more' in one) return before.slice(0, one.at) + one.more + before.slice(one.at + one.less);
  const lines = before.split('\n');
  lines.splice(one.at, one.less, ...one.lines);
  return lines.join('\n');
}

describe('LineWords', () => {
  it('gives the words of any lines, whatever the text was before', () => {
    fc.assert(
      fc.property(text, fc.array(edit, { maxLength: 10 }), fc.nat(20), fc.nat(20), (begin, edits, one, other) => {
        const known = new LineWords();
        let now = begin;
        for (const next of [undefined, ...edits]) {
          if (next !== undefined) now = edited(now, next);
          const lines = now.split('\n');
          const ends = lines.map((_, at) => lines.slice(0, at + 1).join('\n').length);
          const wordsIn = known.of('a.ts', now, ends);
          const [from = 0, to = 0] = [one % (lines.length + 1), other % (lines.length + 1)].sort((a, b) => a - b);
          assert.deepEqual(wordsIn(from, to), chunkWords(wordsOf(lines.slice(from, to).join('\n'))));
          assert.deepEqual(wordsIn(0, lines.length), chunkWords(wordsOf(now)));
          for (let first = 0; first < lines.length; first += CHUNK) {
            const part = lines.slice(first, first + CHUNK);
            assert.deepEqual(wordsIn(first, first + part.length), chunkWords(wordsOf(part.join('\n'))));
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('makes nothing anew of a chunk that stayed where it was', () => {
    const known = new LineWords();
    const words = known.of('a.ts', 'one\ntwo\nsix', [3, 7, 11]);
    const [first, last] = [words(0, 1), words(2, 3)];
    const now = known.of('a.ts', 'one\nten\nsix', [3, 7, 11]);
    assert.equal(now(0, 1), first);
    assert.equal(now(1, 2).body, 'ten');
    assert.equal(now(2, 3), last);
  });

  it('keeps the words of files apart', () => {
    const known = new LineWords();
    known.of('a.ts', 'one\ntwo', [3, 7]);
    assert.deepEqual(known.of('b.ts', 'cart\ntwo', [4, 8])(0, 2).body, 'cart two');
    assert.deepEqual(known.of('a.ts', 'one\nsix', [3, 7])(1, 2).body, 'six');
  });
});
