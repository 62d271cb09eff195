import assert from 'node:assert/strict';
import { HeldTexts } from '../../../../../src/engine/context/sync/held-texts.ts';
import { limits } from '../../../../../src/engine/limits.ts';

describe('texts held for the reader', () => {
  const sent = (path: string, text: string) => ({ path, text, version: 1, language: 'go' });

  it('gives each of them once', () => {
    const held = new HeldTexts();
    held.hold(sent('a.go', 'package a'));
    assert.equal(held.take('a.go')?.text, 'package a');
    assert.equal(held.take('a.go'), undefined);
    assert.equal(held.chars, 0);
  });

  it('holds the last text of a file, and counts it once', () => {
    const held = new HeldTexts();
    held.hold(sent('a.go', 'package a'));
    held.hold(sent('a.go', 'b'));
    assert.equal(held.chars, 1);
    assert.equal(held.take('a.go')?.text, 'b');
  });

  it('holds no more than there is room for', () => {
    const held = new HeldTexts();
    held.hold(sent('a.go', 'a'.repeat(limits.textsHeldChars)));
    held.hold(sent('b.go', 'b'));
    assert.equal(held.take('b.go'), undefined);
    held.take('a.go');
    held.hold(sent('b.go', 'b'));
    assert.equal(held.take('b.go')?.text, 'b');
    held.hold(sent('c.go', 'c'));
    held.forget();
    assert.equal(held.take('c.go'), undefined);
  });
});
