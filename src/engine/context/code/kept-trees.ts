import type { Tree } from '@vscode/tree-sitter-wasm';
import { LRUCache } from 'lru-cache';
import { limits } from '../../limits.ts';
import { editBetween } from './edit-between.ts';

/** A text, and what was parsed of it. */
interface Kept {
  readonly text: string;
  readonly tree: Tree;
}

/**
 * The trees of the files that somebody works on, those parsed last: of a text that differs little from the one before, only that
 * little is parsed (Wagner, Practical Algorithms for Incremental Software Development Environments, 1998). They lie in the memory of
 * WebAssembly, from where they go when they leave.
 */
export class KeptTrees {
  readonly #kept = new LRUCache<string, Kept>({
    max: limits.treesKept,
    maxSize: limits.treeChars,
    sizeCalculation: ({ text }) => 1 + text.length,
    dispose: ({ tree }) => tree.delete(),
  });

  /**
   * What a parse of this text of the file can begin with: the tree of the text before, told what changed. It stays here, and is of no
   * use but for that; `keep` or `forget` must follow.
   */
  before(file: string, text: string): Tree | null {
    const kept = this.#kept.get(file);
    if (kept === undefined) return null;
    kept.tree.edit(editBetween(kept.text, text));
    return kept.tree;
  }

  /** Keeps the tree of this text, which belongs to this from now on, in place of the one before. */
  keep(file: string, text: string, tree: Tree): void {
    this.#kept.set(file, { text, tree });
    if (this.#kept.peek(file)?.tree !== tree) tree.delete();
  }

  forget(file: string): void {
    this.#kept.delete(file);
  }
}
