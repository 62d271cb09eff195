import type { Entry } from './catalogue.ts';

/** The files of an index by id, each at a place from 0: so that a search counts in arrays rather than in maps. */
export class FileOrder {
  readonly files: readonly Entry[];
  readonly #ids: Float64Array;

  constructor(files: Iterable<Entry>) {
    const all = [...files];
    const inOrder = all.every(({ id }, at) => at === 0 || (all[at - 1]?.id ?? 0) < id);
    this.files = inOrder ? all : all.sort((a, b) => a.id - b.id);
    this.#ids = Float64Array.from(this.files, ({ id }) => id);
  }

  /** Where the file with this id is, or would be, at `from` or after it. */
  seek(id: number, from: number): number {
    const ids = this.#ids;
    if ((ids[from] ?? Number.POSITIVE_INFINITY) >= id) return from;
    if (ids[from + 1] === id) return from + 1;
    let low = from + 1;
    let high = ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ids[middle] ?? 0) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Calls `visit` for every file among these ids, which ascend, with its place and how many of them are its own. */
  count(ids: readonly number[], visit: (place: number, times: number) => void): void {
    const { length } = ids;
    let place = 0;
    for (let at = 0; at < length; ) {
      const id = ids[at] ?? 0;
      let next = at + 1;
      while (next < length && ids[next] === id) next++;
      place = this.seek(id, place);
      if (this.#ids[place] === id) visit(place, next - at);
      at = next;
    }
  }
}
