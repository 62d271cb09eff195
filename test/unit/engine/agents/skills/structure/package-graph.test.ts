import assert from 'node:assert/strict';
import { findWith, placesOf } from '../../../../../fixtures/project-view/find-with.ts';

const FILES = {
  'packages/core/package.json': '{}',
  'packages/core/src/run.ts': "import { help } from '../../shared/src/help.ts';\nexport function run() {}\n",
  'packages/dom/package.json': '{}',
  'packages/dom/src/draw.ts': "import { run } from '../../core/src/run.ts';\nexport function draw() {}\n",
  'packages/shared/package.json': '{}',
  'packages/shared/src/help.ts': 'export function help() {}\n',
};

describe('what leonardo finds between packages', () => {
  it('whether one imports the other, both ways, in the order of the question', () => {
    const found = findWith('package-graph', FILES, 'does core depend on dom anywhere?');
    assert.deepEqual(
      found.map(({ title }) => title),
      ['Nothing in `packages/core/` imports `packages/dom/`', '`packages/dom/` imports `packages/core/`'],
    );
    assert.deepEqual(placesOf(found), ['', 'packages/dom/src/draw.ts:1']);
  });

  it('whether one file imports the other, where files are named', () => {
    const files = {
      'lib/hooks.js': 'exports.a = 1\n',
      'lib/reply.js': "const hooks = require('./hooks')\n",
    };
    const [first, second] = findWith('package-graph', files, 'is the reply separated from the hooks?');
    assert.equal(first?.title, '`lib/reply.js` imports `lib/hooks.js`');
    assert.equal(second?.title, 'Nothing in `lib/hooks.js` imports `lib/reply.js`');
  });

  it('which imports which, for the project as a whole, without what all paths begin with', () => {
    const [first] = findWith('package-graph', FILES, 'how do the packages depend on one another?');
    assert.equal(first?.excerpt?.text, 'core → shared\ndom → core');
    assert.match(first?.title ?? '', /`packages\/shared\/` import none of the others/);
  });

  it('a cycle, with an import for each of its steps', () => {
    const files = {
      ...FILES,
      'packages/shared/src/help.ts': "import { draw } from '../../dom/src/draw.ts';\nexport function help() {}\n",
    };
    const [first] = findWith('package-graph', files, 'any circular dependencies between packages?');
    assert.equal(first?.title, 'A cycle between packages: `core` → `shared` → `dom` → `core`');
    assert.deepEqual(
      first?.sources.map(({ path }) => path),
      ['packages/core/src/run.ts', 'packages/shared/src/help.ts', 'packages/dom/src/draw.ts'],
    );
    assert.deepEqual(findWith('package-graph', FILES, 'any circular dependencies between packages?'), []);
  });

  it('takes a Go or Java folder for a package', () => {
    const files = {
      'go.mod': 'module github.com/a/shop\n',
      'shop.go': 'package shop\n\nimport (\n\t"github.com/a/shop/price"\n)\n',
      'price/price.go': 'package price\n',
    };
    const [first] = findWith('package-graph', files, 'which package depends on which?');
    assert.equal(first?.excerpt?.text, '(root) → price');
  });

  it('the largest files, where the question is about the project as a whole', () => {
    const long = `${'const a = 1;\n'.repeat(450)}`;
    const [first] = findWith(
      'oversized-units',
      { 'lib/long.js': long, 'lib/short.js': '' },
      'which modules are too large?',
    );
    assert.equal(first?.title, 'The largest files are `lib/long.js` (over 400 lines)');
  });
});
