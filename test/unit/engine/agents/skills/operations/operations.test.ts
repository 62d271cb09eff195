import assert from 'node:assert/strict';
import { findWith, placesOf } from '../../../../../fixtures/project-view/find-with.ts';

describe('what vince finds', () => {
  it('a blocking call on the way of a request, with the way', () => {
    const [found] = findWith('blocking-calls', {
      'lib/server.js':
        'function handle(req, res) {\n  res.end(page())\n}\n\nfunction page() {\n  return readPage()\n}\n',
      'lib/read.js': "exports.readPage = function readPage() {\n  return fs.readFileSync('a')\n}\n",
    });
    assert.match(found?.title ?? '', /on the way of a request: `handle` → `page` → `readPage`/);
    assert.deepEqual(found?.sources, [{ path: 'lib/read.js', line: 2 }]);
  });

  it('a secret where the view has blacked one out, and no stand-in', () => {
    const found = findWith('secrets-in-code', {
      'lib/a.js': "const key = '[redacted]'\nconst example = '[redacted]' // example\n",
    });
    assert.deepEqual(placesOf(found), ['lib/a.js:1']);
    assert.match(found[0]?.title ?? '', /read it from the environment/);
  });

  it('a missing lock file and scripts that run at install', () => {
    const manifest =
      '{\n  "version": "1",\n  "scripts": {\n    "postinstall": "node x.js"\n  },\n  "dependencies": { "a": "1" }\n}\n';
    const found = findWith('dependency-risk', { 'package.json': manifest });
    assert.deepEqual(placesOf(found), ['package.json:1', 'package.json:4']);
    const own = manifest.replace('"version": "1"', '"private": true');
    assert.deepEqual(placesOf(findWith('dependency-risk', { 'package.json': own })), ['package.json:1']);
    assert.deepEqual(findWith('dependency-risk', { 'package.json': '{}', 'package-lock.json': '{}' }), []);
  });
});
