import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createTerminalText } from '../../../src/cli/terminal-text.ts';

function shown(markdown: string, colour = false, pieces: readonly string[] = [markdown]): string {
  const text = createTerminalText(colour);
  return pieces.map((piece) => text.push(piece)).join('') + text.end();
}

const ANSWER = `## Why

Look first at [lib/a\\_b.js:7](lib/a_b.js#L7): \`run\` **drops** it, *perhaps*.

> \`function run() {\`

- first
  second [docs](https://a.test/x)

\`\`\`js
const a = [b](c);
\`\`\`
`;

describe('an answer on a terminal', () => {
  it('has places as path:line, no marks of Markdown, and code set in', () => {
    assert.equal(
      shown(ANSWER),
      `Why

Look first at lib/a_b.js:7: \`run\` drops it, perhaps.

  \`function run() {\`

- first
  second docs (https://a.test/x)

    const a = [b](c);
`,
    );
  });

  it('has colour only where it was asked for', () => {
    assert.ok(!shown(ANSWER).includes('\x1b'));
    assert.ok(shown(ANSWER, true).includes('\x1b[4mlib/a_b.js:7\x1b[24m'));
  });

  it('cannot write over the screen', () => {
    assert.equal(shown('a\x1b[2Jb\x07\r\x9b2J\n'), 'a[2Jb2J\n');
  });

  it('is the same in whatever pieces it comes', () => {
    const cuts = fc.array(fc.integer({ min: 0, max: ANSWER.length }), { maxLength: 40 });
    fc.assert(
      fc.property(cuts, fc.boolean(), (at, colour) => {
        const borders = [0, ...at.sort((a, b) => a - b), ANSWER.length];
        const pieces = borders.slice(1).map((to, index) => ANSWER.slice(borders[index], to));
        assert.equal(shown(ANSWER, colour, pieces), shown(ANSWER, colour));
      }),
    );
  });

  it('shows a long line as it comes', () => {
    const text = createTerminalText(false);
    assert.equal(text.push('This is a long line of prose'), 'This is a long line of prose');
    assert.equal(text.push(' with a [li'), ' with a ');
    assert.equal(text.push('nk](b.js#L1) in it'), 'link in it');
  });
});
