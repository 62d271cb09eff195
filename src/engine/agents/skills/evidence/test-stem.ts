import { splitName } from '../text/split-name.ts';

/** Words of a file's name, without those that mark a test. */
export function testStem(path: string): readonly string[] {
  const parts = path.replace(/\.\w+$/, '').split('/');
  // A folder's own file goes by the folder's name.
  const own = /^(?:mod|index|__init__)$/.test(parts.at(-1) ?? '');
  const name = (own ? parts.at(-2) : parts.at(-1)) ?? '';
  return splitName(name).filter((word) => !/^(tests?|spec|it|e2e)$/.test(word));
}

/** How near two stems are: 2 for the same words, 1 when one has all the words of the other in a row and one more, else 0. */
export function stemMatch(test: readonly string[], source: readonly string[]): 0 | 1 | 2 {
  const [a, b] = [` ${test.join(' ')} `, ` ${source.join(' ')} `];
  if (source.length === 0 || test.length === 0) return 0;
  if (a === b) return 2;
  return a.includes(b) && test.length - source.length === 1 ? 1 : 0;
}
