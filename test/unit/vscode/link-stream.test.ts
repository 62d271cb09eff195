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

  it('are the same in one piece and in many', () => {
    const part = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      '`',
      '``',
      '```',
      '~~~',
      '\\',
      'a',
      'a.js',
      '#L1',
      ' ',
      '\n',
      '[b](c)',
      '`d`',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        assert.equal(stream(parts), stream([parts.join('')]));
      }),
      { numRuns: 5_000 },
    );
  });

  it('hold back nothing but the beginning of a link or of code', () => {
    const links = createLinkStream(toUri);
    const shown = ['It is ', 'in [a.', 'js](a.js', '#L1), as ', '`x', '[i]` tells. ', '`', '``\n', 'a[', 'i]'].map(
      (piece) => links.push(piece),
    );
    assert.deepEqual(shown, [
      'It is ',
      'in ',
      '',
      '[a.js](file:///w/a.js#L1), as ',
      '',
      '`x[i]` tells. ',
      '',
      '```\n',
      'a',
      '',
    ]);
    assert.equal(links.end(), '[i]');
    assert.equal(links.push(`[${'x'.repeat(3_000)}`).length, 3_001);
  });
});
