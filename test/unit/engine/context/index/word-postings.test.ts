import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseCode } from '../../../../../src/engine/context/code/parse-code.ts';
import type { FileIndex } from '../../../../../src/engine/context/index/file-index.ts';
import { openIndex, putFiles } from '../../../../fixtures/context/open-index.ts';

const WORDS = ['basket', 'stock', 'price', 'tax'];
const PATHS = ['src/a.ts', 'src/b.ts', 'src/c.ts', 'test/a.test.ts'];

/** What is said of these words: a fifth of them on each line, so that some stand in several chunks. */
const text = fc
  .array(fc.constantFrom(...WORDS), { maxLength: 6 })
  .map((words) => words.map((word) => `/** ${word} */\nexport function ${word}${'\n'.repeat(30)}`).join(''));
const step = fc.record({
  path: fc.constantFrom(...PATHS),
  text: fc.option(text),
  /** Its code is read, or that of all is. */
  parsed: fc.boolean(),
  all: fc.boolean(),
  asked: fc.boolean(),
});

describe('the words of files', () => {
  it('are found as in an index made anew, whatever was asked between the changes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const index = await openIndex();
        const fresh = await openIndex();
        try {
          const files = new Map<string, string>();
          const parse = (path: string): void => index.putCode(path, parseCode(files.get(path) ?? '', 'typescript'));
          for (const [at, { path, text, parsed, all, asked }] of steps.entries()) {
            index.transaction(() => {
              if (text === null) {
                files.delete(path);
                index.remove(path);
              } else {
                files.set(path, text);
                index.putText(path, { size: text.length, mtimeMs: at, ctimeMs: at, text });
                if (parsed) parse(path);
              }
              if (all) for (const one of files.keys()) parse(one);
            });
            if (asked) found(index);
          }
          index.transaction(() => {
            for (const one of files.keys()) parse(one);
          });
          putFiles(fresh, Object.fromEntries(files));
          assert.deepEqual(found(index), found(fresh));
        } finally {
          index.close();
          fresh.close();
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are those of now when the index was made anew', async () => {
    const index = await openIndex();
    try {
      putFiles(index, { 'src/a.ts': 'basket', 'src/b.ts': 'stock' });
      assert.deepEqual(index.search.filesWith('stock', 5), ['src/b.ts']);
      index.transaction(() => index.remove('src/b.ts'));
      // What was made anew may be told by an id that was known for something else.
      index.clear();
      putFiles(index, { 'src/c.ts': 'tax', 'src/d.ts': 'basket' });
      assert.deepEqual(index.search.filesWith('stock', 5), []);
      assert.deepEqual(index.search.filesWith('basket', 5), ['src/d.ts']);
    } finally {
      index.close();
    }
  });
});

describe('two words side by side', () => {
  it('say nothing where they stand everywhere, and something again when they do no more', async () => {
    const index = await openIndex();
    try {
      const names = Array.from({ length: 500 }, (_, at) => `src/${at}.ts`);
      putFiles(index, Object.fromEntries(names.map((name) => [name, 'pair of words'])));
      assert.deepEqual(index.search.filesWithPair('pair', 'of'), []);
      index.transaction(() => index.remove('src/7.ts'));
      assert.equal(index.search.filesWithPair('pair', 'of').length, 499);
      putFiles(index, { 'src/new.ts': 'pair of words' });
      assert.deepEqual(index.search.filesWithPair('pair', 'of'), []);
    } finally {
      index.close();
    }
  });
});

function found(index: FileIndex): unknown {
  const { search } = index;
  return WORDS.map((word) => {
    const asked = [{ word, value: 1 }];
    return [
      search.frequency(word),
      search.files(asked, 'product', 9),
      search.files(asked, 'aside', 9),
      search.symbols(asked).best(9),
      search.filesWithPair('function', word).sort(),
    ];
  });
}
