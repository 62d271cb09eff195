import assert from 'node:assert/strict';
import { entryPoints } from '../../../../../../src/engine/agents/skills/overview/entry-points.ts';
import { projectPurpose } from '../../../../../../src/engine/agents/skills/overview/project-purpose.ts';
import { findWith } from '../../../../../fixtures/project-view/find-with.ts';
import { memoryView } from '../../../../../fixtures/project-view/memory-view.ts';

describe('an overview', () => {
  it('begins where the manifest says, then at what is named like the project, then by convention', () => {
    const of = (files: readonly string[], manifest = '') =>
      entryPoints(memoryView({ ...Object.fromEntries(files.map((path) => [path, ''])), 'package.json': manifest }));
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

describe('what alex finds', () => {
  it('the parts of the project and what each says it is for', () => {
    const found = findWith(
      'project-map',
      {
        'crates/glob/Cargo.toml':
          '[package]\nname = "glob"\ndescription = """\nMatches one glob or\nmany of them.\n"""\n',
        'crates/glob/src/lib.rs': 'pub fn a() {}\n',
        'crates/walk/Cargo.toml': '[package]\nname = "walk"\n',
        'crates/walk/src/lib.rs': '//! Walks a folder in parallel.\n//!\n//! More.\npub fn b() {}\n',
      },
      'what are the crates and what does each do?',
    );
    const parts = found.find(({ excerpt }) => excerpt !== undefined);
    assert.equal(
      parts?.excerpt?.text,
      'crates/glob/: Matches one glob or many of them.\ncrates/walk/: Walks a folder in parallel.',
    );
    assert.equal(parts?.weight, Math.max(...found.map(({ weight }) => weight)));
  });

  it('the part that a question is about, before the map', () => {
    const files = {
      'lib/sessions.py':
        'class SessionStore:\n    """Keeps sessions between requests."""\n\n    def open(self, request):\n        return None\n',
    };
    const [first] = findWith('relevant-parts', files, 'where do I begin if I want to change how sessions are stored?');
    assert.match(first?.title ?? '', /^`SessionStore` \(class\) in `lib\/sessions\.py`/);
    assert.deepEqual(findWith('relevant-parts', files, 'give me a tour'), []);
  });
});
