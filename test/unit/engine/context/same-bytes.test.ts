import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { renderContext } from '../../../../src/engine/domain/context/render-context.ts';
import { runWee } from '../../../fixtures/cli/run-wee.ts';
import { openCompressor } from '../../../fixtures/context/open-compressor.ts';

const WORDS = ['order', 'price', 'stock', 'basket', 'invoice', 'parsePrice', 'load_stock', 'route', 'the', 'of'];
const words = (most: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: most }).map((all) => all.join(' '));
const text = fc.array(
  fc.oneof(
    words(8).map((said) => `// ${said}`),
    words(3).map((said) => `export function ${said.replaceAll(' ', '_')}() { return ${said.split(' ')[0]}; }`),
  ),
  { minLength: 1, maxLength: 90 },
);
const path = fc
  .tuple(fc.constantFrom('src', 'lib/basket', 'test'), fc.constantFrom(...WORDS.slice(0, 6)), fc.nat({ max: 3 }))
  .map(([folder, name, n]) => `${folder}/${name}${n}.js`);
const files = fc.dictionary(path, text, { minKeys: 3, maxKeys: 14 });

describe('the same workspace and question', () => {
  let folder: string;
  const write = (name: string, lines: readonly string[]): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wee-same-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('give the same bytes once all is read, in whatever order and after whatever edits the index came to know the files', async () => {
    let rehearsed = 0;
    await fc.assert(
      fc.asyncProperty(
        files,
        files,
        fc.array(words(6), { minLength: 3, maxLength: 3 }),
        async (before, after, asked) => {
          rmSync(folder, { recursive: true, force: true });
          for (const [name, lines] of Object.entries(before)) write(name, lines);
          const kept = await openCompressor(folder);
          await kept.compressor.sync(() => {});
          // Everything that was there goes and comes several times: no trace of it may be left.
          for (let times = 0; times < 3; times++) {
            rmSync(folder, { recursive: true, force: true });
            await kept.compressor.apply('all');
            for (const [name, lines] of Object.entries(times === 2 ? after : before)) {
              write(name, lines);
              await kept.compressor.apply([name]);
            }
          }
          const fresh = await openCompressor(folder);
          await fresh.compressor.sync(() => {});
          for (const { compressor } of [kept, fresh])
            await compressor.readCode(
              () => {},
              async () => {},
            );
          for (const question of asked) {
            // Contexts that nobody asked for, also where they are given up half way, leave no trace.
            while (kept.compressor.rehearse()) if (++rehearsed % 20 === 0) break;
            const one = await kept.ask({ agent: 'alex', text: question });
            const other = await fresh.ask({ agent: 'alex', text: question });
            assert.deepEqual(one, other);
            assert.equal(renderContext(one), renderContext(other));
          }
          kept.index.close();
          fresh.index.close();
        },
      ),
      { numRuns: 12, endOnFailure: true },
    );
    assert.ok(rehearsed > 0);
  });

  it('give the same context in another process with another index', async () => {
    for (const [name, lines] of Object.entries(fc.sample(files, { seed: 7, numRuns: 1 })[0] ?? {})) write(name, lines);
    const data = ['one', 'two'].map((name) => join(folder, '..', `${name}-${process.pid}`));
    try {
      const [one, two] = await Promise.all(
        data.map((place) =>
          runWee(['context', 'why is the price of a basket wrong?', '--json', '--data', place], folder),
        ),
      );
      assert.equal(one?.code, 0, one?.err);
      assert.match(one?.out ?? '', /basket/);
      const told = (out = '{}'): object => ({ ...JSON.parse(out), ms: 0 });
      assert.deepEqual(told(one?.out), told(two?.out));
    } finally {
      for (const place of data) rmSync(place, { recursive: true, force: true });
    }
  });
});
