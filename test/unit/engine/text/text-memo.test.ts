import assert from 'node:assert/strict';
import { TextMemo } from '../../../../src/engine/text/text-memo.ts';

describe('what is made of the texts of files', () => {
  let made: string[];
  const make = (text: string): { text: string } => {
    made.push(text);
    return { text };
  };

  beforeEach(() => {
    made = [];
  });

  it('is made once, and anew when the file has another text', () => {
    const memo = new TextMemo<{ text: string }>(100);
    const first = memo.of('a', 'one', make);
    assert.equal(memo.of('a', 'one', make), first);
    assert.deepEqual(memo.of('a', 'two', make), { text: 'two' });
    assert.deepEqual(memo.of('b', 'two', make), { text: 'two' });
    assert.deepEqual(made, ['one', 'two', 'two']);
  });

  it('stays while other files change again and again', () => {
    const memo = new TextMemo<{ text: string }>(100);
    const kept = memo.of('kept', 'x'.repeat(40), make);
    for (let n = 0; n < 50; n++) memo.of('changing', `${n} ${'y'.repeat(40)}`, make);
    assert.equal(memo.of('kept', 'x'.repeat(40), make), kept);
  });

  it('goes when there are too many characters, the least recently used first', () => {
    const memo = new TextMemo<{ text: string }>(10);
    memo.of('a', 'aaaa', make);
    memo.of('b', 'bbbb', make);
    memo.of('a', 'aaaa', make);
    memo.of('c', 'cccc', make);
    memo.of('a', 'aaaa', make);
    assert.deepEqual(made, ['aaaa', 'bbbb', 'cccc']);
    memo.of('b', 'bbbb', make);
    assert.equal(made.length, 4);
  });
});
