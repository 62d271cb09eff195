import assert from 'node:assert/strict';
import { resolveImport } from '../../../../../../src/engine/context/code/imports/resolve-import.ts';

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

  it('finds a module that Python takes from a package by its name', () => {
    assert.equal(resolveImport('a/b.py', '.', among('a/c.py', 'a/__init__.py'), ['c']), 'a/c.py');
    assert.equal(resolveImport('a/b.py', '.', among('a/c.py', 'a/__init__.py'), ['x']), 'a/__init__.py');
    assert.equal(
      resolveImport('x.py', 'flask.json', among('src/flask/json/__init__.py'), ['dumps']),
      'src/flask/json/__init__.py',
    );
  });

  it('finds what a Rust path means: the module, or the one that holds the item', () => {
    const has = among('t/src/runtime/task/mod.rs', 't/src/runtime/task/join.rs', 't/src/io/mod.rs', 't/src/lib.rs');
    assert.equal(
      resolveImport('t/src/io/mod.rs', 'crate::runtime::task::JoinHandle', has),
      't/src/runtime/task/mod.rs',
    );
    assert.equal(resolveImport('t/src/runtime/task/mod.rs', 'self::join', has), 't/src/runtime/task/join.rs');
    assert.equal(resolveImport('t/src/runtime/task/join.rs', 'super::JoinHandle', has), 't/src/runtime/task/mod.rs');
    assert.equal(resolveImport('t/src/io/mod.rs', 'std::fmt', has), undefined);
  });

  it('finds packages and classes by the conventions of Go, Java, PHP, Ruby, C and JavaScript workspaces', () => {
    for (const [from, specifier, path] of [
      ['gin.go', 'github.com/gin-gonic/gin/render', 'render/render.go'],
      ['core/src/test/java/a/XTest.java', 'a.b.X', 'core/src/main/java/a/b/X.java'],
      ['core/src/main/java/a/Y.java', 'a.b.X.method', 'core/src/main/java/a/b/X.java'],
      ['src/A.php', 'App\\Http\\Kernel', 'src/Http/Kernel.php'],
      ['bin/x.rb', 'shop/price', 'lib/shop/price.rb'],
      ['lib/a.rb', './b', 'lib/b.rb'],
      ['src/a.cc', 'shop/price.h', 'include/shop/price.h'],
      ['packages/a/src/x.ts', '@vue/reactivity', 'packages/reactivity/src/index.ts'],
      ['packages/a/src/x.js', '@babel/types', 'packages/babel-types/src/index.ts'],
      ['src/a.ts', '@/lib/b', 'src/lib/b.ts'],
    ] as const) {
      assert.equal(resolveImport(from, specifier, among(path)), path, specifier);
    }
  });

  it('takes no library for a file', () => {
    for (const [from, specifier] of [
      ['a.ts', 'express'],
      ['a.go', 'net/http'],
      ['A.java', 'java.util.List'],
      ['a.rb', 'json'],
    ] as const) {
      assert.equal(resolveImport(from, specifier, among('index.ts', 'http.go', 'List.java')), undefined);
    }
  });
});
