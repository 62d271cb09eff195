import assert from 'node:assert/strict';
import { entryPoints } from '../../../../../../src/engine/agents/skills/overview/entry-points.ts';
import { projectPurpose } from '../../../../../../src/engine/agents/skills/overview/project-purpose.ts';
import { memoryView } from '../../../../../fixtures/project-view/memory-view.ts';

describe('an overview', () => {
  it('begins where the manifest says, then at what is named like the project, then by convention', () => {
    const of = (files: readonly string[], manifest = '') =>
      entryPoints(
        memoryView({ ...Object.fromEntries(files.map((path) => [path, ''])), 'package.json': manifest }),
        files,
      );
    assert.deepEqual(of(['lib/x.js', 'lib/boot.js', 'index.js'], '{ "main": "./lib/boot.js" }'), [
      'lib/boot.js',
      'index.js',
    ]);
    assert.deepEqual(of(['shop.go', 'doc.go', 'util.go']), ['shop.go', 'doc.go']);
    assert.deepEqual(of(['net/src/lib.rs', 'shop/src/lib.rs', 'shop/src/a.rs']), ['shop/src/lib.rs', 'net/src/lib.rs']);
  });

  it('says what the project is for, past badges and news', () => {
    const readme =
      '# Shop\n\n[![Build](x)](y)\n\nWe are glad to announce that version 3 has arrived this week!\n\n**Shop** is a [fast](x) server for small shops. It sells.\n';
    assert.deepEqual(projectPurpose(memoryView({ 'README.md': readme })), {
      text: 'Shop is a fast server for small shops.',
      path: 'README.md',
      line: 7,
    });
    assert.equal(projectPurpose(memoryView({ 'package.json': '{\n  "description": "Sells all things"\n}' }))?.line, 2);
    assert.equal(projectPurpose(memoryView({ 'a.js': '' })), undefined);
  });
});
