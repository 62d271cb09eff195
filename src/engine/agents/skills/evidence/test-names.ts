import type { FileFacts } from '../../../domain/project-view.ts';
import { firstFrom } from '../text/first-from.ts';
import { testStem } from './test-stem.ts';

/** Places that a key has room for: more than an index has files. */
const PLACES = 2 ** 20;

/** The tests that can be run, by the words of their names; of huge projects, too, in little memory. */
export class TestNames {
  readonly #paths: readonly string[];
  /** Of each test the hash of its words, and its place: ascending. */
  readonly #whole: Float64Array;
  /** The same of all words but the first, and but the last. */
  readonly #part: Float64Array;

  constructor(tests: readonly FileFacts[]) {
    this.#paths = tests.map(({ path }) => path).filter(isRunnable);
    this.#whole = new Float64Array(this.#paths.length);
    this.#part = new Float64Array(2 * this.#paths.length);
    for (const [place, path] of this.#paths.entries()) {
      const stem = testStem(path);
      this.#whole[place] = keyOf(stem.join(' '), place);
      this.#part[2 * place] = keyOf(stem.slice(1).join(' '), place);
      this.#part[2 * place + 1] = keyOf(stem.slice(0, -1).join(' '), place);
    }
    this.#whole.sort();
    this.#part.sort();
  }

  /** Tests whose names have just these words. */
  named(words: readonly string[]): readonly string[] {
    const all = words.join(' ');
    return this.#find(this.#whole, all, (stem) => stem.join(' ') === all);
  }

  /** Tests whose names have one more word, first or last. */
  namedForMore(words: readonly string[]): readonly string[] {
    const all = words.join(' ');
    return this.#find(this.#part, all, (stem) =>
      [stem.slice(1), stem.slice(0, -1)].some((one) => one.join(' ') === all),
    );
  }

  #find(keys: Float64Array, words: string, fits: (stem: readonly string[]) => boolean): readonly string[] {
    const found = new Set<string>();
    const [from, to] = [keyOf(words, 0), keyOf(words, PLACES)];
    for (let at = firstFrom(keys, from); (keys[at] ?? to) < to; at++) {
      const path = this.#paths[(keys[at] ?? 0) - from] ?? '';
      if (fits(testStem(path))) found.add(path);
    }
    return [...found];
  }
}

/** pytest and Go run only files that are named as tests; the rest of a test folder are helpers. */
export function isRunnable(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name.endsWith('.py')) return /^test_|_tests?\.py$|^tests\.py$/.test(name);
  return name.endsWith('.go')
    ? name.endsWith('_test.go')
    : /\.[cm]?[jt]sx?$|\.(rs|java|kt|rb|php|cs|swift)$/.test(name);
}

/** Keys of the same words are next to each other, in the order of the tests. */
function keyOf(words: string, place: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < words.length; at++) hash = Math.imul(hash ^ words.charCodeAt(at), 0x01000193);
  return (hash >>> 0) * PLACES + place;
}
