import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { linkMarkdown } from '../../../src/vscode/link-markdown.ts';

const toUri = (path: string): string => `file:///project/${encodeURI(path)}`;

describe('links of an answer', () => {
  it('become links to the file and line in the folder', () => {
    const linked = linkMarkdown('See [lib/a.js:12](lib/a.js#L12).', toUri);
    assert.equal(linked, 'See [lib/a.js:12](file:///project/lib/a.js#L12).');
  });

  it('keep web links', () => {
    assert.equal(linkMarkdown('[site](https://example.com/a)', toUri), '[site](https://example.com/a)');
  });

  for (const target of [
    'command:workbench.action.quit',
    'vscode:open',
    'javascript:1',
    '/etc/passwd',
    '../key',
    '%ZZ',
  ]) {
    it(`lose the target ${target}`, () => {
      assert.equal(linkMarkdown(`[go](${target})`, toUri), 'go');
    });
  }

  it('are not seen in code', () => {
    const code = 'Call `handlers[i](request)`:\n```js\nhandlers[i](request);\n```\n';
    assert.equal(linkMarkdown(code, toUri), code);
  });

  it('may have code as their text', () => {
    assert.equal(linkMarkdown('[`a.js`](a.js)', toUri), '[`a.js`](file:///project/a.js)');
  });

  it('become plain text when no folder is open', () => {
    assert.equal(
      linkMarkdown('[a.js](a.js)', () => undefined),
      'a.js',
    );
  });
});
