import assert from 'node:assert/strict';
import type { Edit, Tree } from '@vscode/tree-sitter-wasm';
import { KeptTrees } from '../../../../../src/engine/context/code/kept-trees.ts';
import { limits } from '../../../../../src/engine/limits.ts';

/** Notes what is done to a tree. */
function fakeTree(): { tree: Tree; edits: Edit[]; deleted: () => number } {
  const edits: Edit[] = [];
  let deleted = 0;
  const tree = { edit: (edit: Edit) => edits.push(edit), delete: () => deleted++ };
  return { tree: tree as unknown as Tree, edits, deleted: () => deleted };
}

describe('KeptTrees', () => {
  it('tells the tree of a file what changed in its text', () => {
    const trees = new KeptTrees();
    const { tree, edits } = fakeTree();
    assert.equal(trees.before('a', 'x'), null);
    trees.keep('a', 'one\ntwo 😀\nthree', tree);
    assert.equal(trees.before('a', 'one\ntwo 😁!\n\nthree'), tree);
    assert.deepEqual(edits, [
      {
        startIndex: 8,
        oldEndIndex: 10,
        newEndIndex: 12,
        startPosition: { row: 1, column: 4 },
        oldEndPosition: { row: 1, column: 6 },
        newEndPosition: { row: 2, column: 0 },
      },
    ]);
  });

  it('gives back the memory of every tree that leaves, once', () => {
    const trees = new KeptTrees();
    const all = Array.from({ length: limits.treesKept + 2 }, fakeTree);
    const [first, second, third] = all;
    for (const [at, { tree }] of all.entries()) trees.keep(`${Math.max(1, at)}`, 'text', tree);
    assert.deepEqual(
      all.map(({ deleted }) => deleted()),
      all.map((_, at) => (at < 2 ? 1 : 0)),
    );
    assert.ok(first !== undefined && second !== undefined && third !== undefined);
    trees.forget('2');
    assert.equal(third.deleted(), 1);
    assert.equal(trees.before('2', 'text'), null);
  });

  it('keeps no more characters than it may, and none of a text that is longer', () => {
    const trees = new KeptTrees();
    const [one, other, long] = [fakeTree(), fakeTree(), fakeTree()];
    trees.keep('one', 'x'.repeat(limits.treeChars / 2), one.tree);
    trees.keep('other', 'x'.repeat(limits.treeChars / 2), other.tree);
    assert.deepEqual([one.deleted(), other.deleted()], [1, 0]);
    trees.keep('long', 'x'.repeat(limits.treeChars), long.tree);
    assert.equal(long.deleted(), 1);
    assert.equal(trees.before('long', 'x'), null);
  });
});
