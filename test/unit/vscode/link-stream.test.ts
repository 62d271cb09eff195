import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createLinkStream } from '../../../src/vscode/link-stream.ts';

const toUri = (path: string): string => `file:///w/${path}`;
const stream = (pieces: readonly string[]): string => {
  const links = createLinkStream(toUri);
  return pieces.map((piece) => links.push(piece)).join('') + links.end();
};

describe('links in a stream', () => {
  it('are whole however the text is cut', () => {
    const text = 'See [a.js:1](a.js#L1).\n```js\nhandlers[i](request)\n```\nand [b.js:2](b.js#L2) `x[i](y)`\n';
    const whole =
      'See [a.js:1](file:///w/a.js#L1).\n```js\nhandlers[i](request)\n```\nand [b.js:2](file:///w/b.js#L2) `x[i](y)`\n';
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), text.length];
        assert.equal(stream(at.slice(1).map((end, n) => text.slice(at[n], end))), whole);
      }),
    );
  });

  it('hold back no more than a line', () => {
    const links = createLinkStream(toUri);
    assert.equal(links.push('first\nsec'), 'first\n');
    assert.equal(links.push('ond\n'), 'second\n');
    assert.equal(links.push('x'.repeat(3_000)).length, 3_000);
    assert.equal(links.end(), '');
  });
});
