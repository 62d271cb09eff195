import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Entry } from '../../../../../src/engine/context/index/catalogue.ts';
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
          order.count(
            found.toSorted((a, b) => a - b),
            (place, times) => scores.add(place, times),
          );
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
  it('follow files that changed, under their ids or new ones, as if they were put in order anew', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 }),
        fc.array(fc.record({ which: fc.nat(), renumbered: fc.boolean() }), { maxLength: 6 }),
        (ids, steps) => {
          let files = ids.map(fileOf);
          let highest = 60;
          const changes = steps.map(({ which, renumbered }) => {
            const before = files[which % files.length] ?? fileOf(0);
            const entry = { ...fileOf(renumbered ? ++highest : before.id), version: 2 };
            files = [...files.filter((one) => one !== before), entry];
            return { before, entry };
          });
          const followed = FileOrder.of(ids.map(fileOf)).after(changes);
          const anew = FileOrder.of(files);
          assert.deepEqual(followed?.files, anew.files);
          for (let id = 0; id <= 81; id++) assert.equal(followed?.seek(id, 0), anew.seek(id, 0));
          const order = FileOrder.of(ids.map(fileOf));
          const [first] = order.files;
          if (first === undefined || order.files.length === 1) return;
          assert.equal(order.after([{ before: first, entry: { ...first, id: first.id - 0.5 } }]), undefined);
        },
      ),
    );
  });
});

function fileOf(id: number): Entry {
  return {
    id,
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
