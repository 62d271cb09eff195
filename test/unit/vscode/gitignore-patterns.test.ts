import assert from 'node:assert/strict';
import { isExcluded, rulesOf } from '../../../src/engine/context/walk/ignore-rules.ts';
import { gitignorePatterns } from '../../../src/vscode/gitignore-patterns.ts';

describe('what the editor hides, as patterns of git', () => {
  const hidden = (setting: unknown, paths: readonly string[]): string[] =>
    paths.filter((path) => isExcluded(path, rulesOf(gitignorePatterns(setting))));

  it('speaks of the path from the folder on', () => {
    const paths = ['out/a.js', 'src/out/a.js', 'a.log', 'src/a.log', 'node_modules/x.js', 'src/node_modules/x.js'];
    assert.deepEqual(hidden({ out: true, '*.log': true, '**/node_modules': true }, paths), [
      'out/a.js',
      'a.log',
      'node_modules/x.js',
      'src/node_modules/x.js',
    ]);
    assert.deepEqual(hidden({ 'src/out/**': true, './a.log': true }, paths), ['src/out/a.js', 'a.log']);
  });

  it('writes out alternatives, one within another too', () => {
    const paths = ['a.js', 'a.map', 'a.min.js', 'b/a.map', 'b/a.d.ts'];
    assert.deepEqual(hidden({ '**/*.{map,{min,d}.{js,ts}}': true }, paths), [
      'a.map',
      'a.min.js',
      'b/a.map',
      'b/a.d.ts',
    ]);
    assert.deepEqual(gitignorePatterns({ '{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}': true }), []);
  });

  it('leaves out entries that are off, that have a condition, and settings that make no sense', () => {
    assert.deepEqual(gitignorePatterns({ '**/a': false, '**/*.js': { when: '$(basename).ts' }, '': true }), []);
    for (const setting of [undefined, null, 7, '**/a', ['**/a']]) assert.deepEqual(gitignorePatterns(setting), []);
    assert.deepEqual(hidden({ '**': true }, ['a', 'b/c']), ['a', 'b/c']);
  });
});
