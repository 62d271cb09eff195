import assert from 'node:assert/strict';
import { resolveImport } from '../../../../../src/engine/context/code/resolve-import.ts';

const among =
  (...paths: string[]) =>
  (path: string) =>
    paths.includes(path);

describe('resolveImport', () => {
  it('finds the index of the root folder, with or without a slash at the end', () => {
    for (const specifier of ['..', '../']) {
      assert.equal(resolveImport('test/a.js', specifier, among('index.js')), 'index.js');
    }
  });

  it('finds a declaration file', () => {
    assert.equal(resolveImport('types/a.d.ts', './b', among('types/b.d.ts')), 'types/b.d.ts');
    assert.equal(resolveImport('types/a.d.ts', './b.js', among('types/b.d.ts')), 'types/b.d.ts');
  });

  it('finds the TypeScript source behind the name of the file that will be', () => {
    assert.equal(resolveImport('src/a.ts', './b.js', among('src/b.tsx')), 'src/b.tsx');
    assert.equal(resolveImport('src/a.ts', './b.mjs', among('src/b.mts')), 'src/b.mts');
  });

  it('never leaves the project', () => {
    assert.equal(resolveImport('a.js', '../b', among('b.js', '../b.js')), undefined);
  });
});
