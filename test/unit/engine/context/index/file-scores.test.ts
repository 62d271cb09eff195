import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Entry } from '../../../../../src/engine/context/index/entry.ts';
import { FileOrder } from '../../../../../src/engine/context/index/file-order.ts';
import { FileScores } from '../../../../../src/engine/context/index/file-scores.ts';

describe('scores of files', () => {
  it('are counted by file, whatever ids were given away and taken back', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 30 }),
        fc.array(fc.integer({ min: 0, max: 70 }), { maxLength: 100 }),
        fc.integer({ min: 0, max: 40 }),
        (known, found, limit) => {
          const order = FileOrder.of(known.map(fileOf));
          const scores = new FileScores(order, new Float64Array(known.length));
          for (const id of found) scores.add(order.placeOf(id), 1);
          const times = (id: number): number => found.filter((one) => one === id).length;
          for (let id = 0; id <= 70; id++) assert.equal(scores.of(id), known.includes(id) ? times(id) : 0);
          const best = known
            .filter((id) => times(id) > 0)
            .map(fileOf)
            .sort((a, b) => times(b.id) - times(a.id) || (a.path < b.path ? -1 : 1));
          assert.deepEqual(
            scores.best(limit),
            best.slice(0, limit).map(({ path }) => path),
          );
        },
      ),
    );
  });
});

describe('the files of an index by id', () => {
  it('follow files that changed, with the text they had or a newer one, as if they were put in order anew', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 }),
        fc.array(fc.record({ which: fc.nat(), rewritten: fc.boolean() }), { maxLength: 6 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 81 })),
        (ids, steps, asked) => {
          // Later texts were not given in the order of the files.
          const begun = ids.map((id) => ({ ...fileOf(id), text: (id * 7) % 61 }));
          const files = [...begun];
          let newest = 60;
          const changes = steps.map(({ which, rewritten }) => {
            const place = which % files.length;
            const before = files[place] ?? fileOf(0);
            const entry = { ...before, version: 2, text: rewritten ? ++newest : before.text };
            files[place] = entry;
            return { before, entry };
          });
          assert.deepEqual(seen(FileOrder.of(begun).after(changes), asked), seen(FileOrder.of(files), asked));
          assert.deepEqual(seen(FileOrder.of(files), asked).having, texts(files, asked));
        },
      ),
    );
  });
});

/** All that can be asked of an order, here with these texts. */
function seen(order: FileOrder, asked: readonly number[]) {
  const having: [path: string | undefined, text: number | undefined][] = [];
  const ascending = Uint32Array.from(asked).sort();
  order.visit(ascending, (place, at) => having.push([order.files[place]?.path, ascending[at]]));
  return {
    files: order.files,
    places: Array.from({ length: 81 }, (_, id) => order.placeOf(id)),
    lastText: order.lastText,
    since: asked.map((text) => order.since(text)),
    having,
  };
}

function texts(files: readonly Entry[], asked: readonly number[]) {
  return files
    .filter(({ text }) => asked.includes(text))
    .sort((a, b) => a.text - b.text)
    .map(({ path, text }) => [path, text]);
}

function fileOf(id: number): Entry {
  return {
    id,
    text: id,
    path: `${(id * 7) % 11}/${id}.ts`,
    version: 1,
    language: 'typescript',
    kind: 'product',
    bytes: 1,
    lines: 1,
    parsed: true,
    clean: true,
    stamp: { size: 1, mtime: 1, ctime: 1 },
  };
}
