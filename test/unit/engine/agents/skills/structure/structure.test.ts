import assert from 'node:assert/strict';
import { findWith, placesOf } from '../../../../../fixtures/project-view/find-with.ts';

const module = (name: string, ...imports: readonly string[]): string =>
  `${imports.map((one, at) => `import { x${at} } from '${one}'\n`).join('')}export const ${name} = 1\n`;

describe('what leonardo finds', () => {
  it('an import that goes back up against all others', () => {
    const ui = Object.fromEntries([1, 2, 3, 4].map((n) => [`src/ui/v${n}.ts`, module(`v${n}`, '../core/model.ts')]));
    const found = findWith('layering-breaks', {
      'src/core/model.ts': module('model', '../ui/v1.ts'),
      ...ui,
    });
    assert.deepEqual(placesOf(found), ['src/core/model.ts:1']);
    assert.match(found[0]?.title ?? '', /elsewhere `src\/ui\/` imports `src\/core\/`, so this goes back up/);
  });

  it('product code that imports a test', () => {
    const found = findWith('layering-breaks', {
      'lib/a.ts': module('a', '../test/help.ts'),
      'test/help.ts': module('help'),
    });
    assert.match(found[0]?.title ?? '', /`lib\/a\.ts` is product code and imports `test\/help\.ts`, which is a test/);
    assert.deepEqual(
      findWith('layering-breaks', { 'test/a.ts': module('a', '../lib/b.ts'), 'lib/b.ts': module('b') }),
      [],
    );
  });

  it('hubs, counted in steps', () => {
    const users = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`lib/u${n}.ts`, module(`u${n}`, './hub.ts')]));
    const of = (count: number) => findWith('hubs', { 'lib/hub.ts': module('hub'), ...users(count) })[0]?.title;
    assert.equal(of(9), undefined);
    assert.match(of(10) ?? '', /`lib\/hub\.ts` is imported by 10 product files or more/);
    assert.equal(of(10), of(19));
  });

  it('cycles that matter when files are loaded, not those of types and of deferred imports', () => {
    const cycle = (first: string) =>
      findWith('import-cycles', { 'lib/a.ts': first, 'lib/b.ts': module('b', './a.ts') }).length;
    assert.equal(cycle("import { b } from './b.ts'\n"), 1);
    assert.equal(cycle("import type { B } from './b.ts'\n"), 0);
    assert.equal(cycle("export function f() {\n  const b = require('./b.ts')\n}\n"), 0);
  });
});
