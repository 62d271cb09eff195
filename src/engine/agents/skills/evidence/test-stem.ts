import { LRUCache } from 'lru-cache';
import { limits } from '../../../limits.ts';
import { splitName } from '../text/split-name.ts';

const known = new LRUCache<string, readonly string[]>({ max: limits.namesKept });

/** Words of a file's name, without those that mark a test; remembered, for every test is looked at with many questions. */
export function testStem(path: string): readonly string[] {
  const before = known.get(path);
  if (before !== undefined) return before;
  const stem = stemOf(path);
  known.set(path, stem);
  return stem;
}

function stemOf(path: string): readonly string[] {
  const parts = path.replace(/\.\w+$/, '').split('/');
  // A folder's own file goes by the folder's name.
  const own = /^(?:mod|index|__init__)$/.test(parts.at(-1) ?? '');
  const name = (own ? parts.at(-2) : parts.at(-1)) ?? '';
  return splitName(name).filter((word) => !/^(tests?|spec|it|e2e)$/.test(word));
}
