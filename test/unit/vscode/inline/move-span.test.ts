import assert from 'node:assert/strict';
import fc from 'fast-check';
import { moveSpan } from '../../../../src/vscode/features/inline/move-span.ts';

/** The text that is marked, after a change of the whole. */
function marked(whole: string, part: string, at: number, removed: number, text: string): string {
  const start = whole.indexOf(part);
  const changed = whole.slice(0, at) + text + whole.slice(at + removed);
  const span = moveSpan({ start, end: start + part.length }, [{ rangeOffset: at, rangeLength: removed, text }]);
  return changed.slice(span.start, span.end);
}

describe('a selection that an inline answer is about', () => {
  it('stays on its text through edits before and after it', () => {
    assert.equal(marked('one two three', 'two', 0, 0, 'zero '), 'two');
    assert.equal(marked('one two three', 'two', 0, 4, ''), 'two');
    assert.equal(marked('one two three', 'two', 8, 5, '3'), 'two');
  });

  it('takes in what changes inside it', () => {
    assert.equal(marked('one two three', 'two', 5, 1, 'ww'), 'twwo');
    assert.equal(marked('one two three', 'two three', 4, 3, '2'), '2 three');
  });

  it('leaves out what is typed at its borders', () => {
    assert.equal(marked('one two three', 'two', 4, 0, 'x'), 'two');
    assert.equal(marked('one two three', 'two', 7, 0, 'x'), 'two');
  });

  it('never leaves the text nor turns round', () => {
    const change = fc.tuple(fc.nat(30), fc.nat(30), fc.string({ maxLength: 5 }));
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), change, (a, b, [from, to, text]) => {
        const [start = 0, end = 0] = [a, b].sort((x, y) => x - y);
        const [rangeOffset = 0, last = 0] = [from, to].sort((x, y) => x - y);
        const span = moveSpan({ start, end }, [{ rangeOffset, rangeLength: last - rangeOffset, text }]);
        assert.ok(span.start >= 0 && span.start <= span.end);
        assert.ok(span.end <= 30 - (last - rangeOffset) + text.length);
      }),
    );
  });
});
