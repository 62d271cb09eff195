import assert from 'node:assert/strict';
import { onlyCodeBlock, parseEdits } from '../../../../src/engine/domain/parse-edits.ts';
import { limits } from '../../../../src/engine/limits.ts';

describe('the changes that an answer proposes', () => {
  it('are its blocks that name a file: lines to replace, a line to follow, a new file', () => {
    const text = [
      'Round it:',
      '```js lib/a.js:10-12',
      'round()',
      '```',
      '````ts ./lib/b.ts:14+',
      '```',
      'after()',
      '````',
      '```md docs/new.md',
      '# New',
      '```',
      '```js lib/a.js:7',
      '```',
    ].join('\n');
    assert.deepEqual(parseEdits(text), [
      { path: 'lib/a.js', from: 10, to: 12, text: 'round()\n' },
      { path: 'lib/b.ts', from: 15, to: 14, text: '```\nafter()\n' },
      { path: 'docs/new.md', from: 1, to: 0, text: '# New\n' },
      { path: 'lib/a.js', from: 7, to: 7, text: '' },
    ]);
  });

  it('never leave the workspace, and are none without a place, an end, or sense', () => {
    for (const info of [
      'js',
      'js ../a.js',
      'js a/../../b.js',
      'js /etc/a.js',
      'js C:/a.js',
      'js a.js:9-3',
      'js a.js:0',
      'js a.js:0+',
      'diff',
    ])
      assert.deepEqual(parseEdits(`\`\`\`${info}\nx\n\`\`\`\n`), [], info);
    assert.deepEqual(parseEdits('```js a.js\nx\n'), []);
  });

  it('are bounded, and found soon in what never closes', () => {
    assert.equal(parseEdits('```js a.js\nx\n```\n'.repeat(1_000)).length, limits.proposedEdits);
    assert.deepEqual(parseEdits('````\n```js a.js\n'.repeat(100_000)), []);
  });

  it('can be the only code there is', () => {
    assert.equal(onlyCodeBlock('So:\n```js\na()\nb()\n```\n'), 'a()\nb()');
    assert.equal(onlyCodeBlock('```js\na()\n```\n```js\nb()\n```\n'), undefined);
    assert.equal(onlyCodeBlock('no code'), undefined);
  });
});
