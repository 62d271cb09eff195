import type { Entry } from './catalogue.ts';

/** What a file was, and is. */
export interface FileChange {
  readonly before: Entry;
  readonly entry: Entry;
}

/** The files of an index by id, each at a place from 0: so that a search counts in arrays rather than in maps. */
export class FileOrder {
  readonly #files: Entry[];
  readonly #ids: Float64Array;

  private constructor(files: Entry[], ids: Float64Array) {
    this.#files = files;
    this.#ids = ids;
  }

  get files(): readonly Entry[] {
    return this.#files;
  }

  static of(files: Iterable<Entry>): FileOrder {
    const all = [...files];
    const inOrder = all.every(({ id }, at) => at === 0 || (all[at - 1]?.id ?? 0) < id);
    if (!inOrder) all.sort((a, b) => a.id - b.id);
    return new FileOrder(
      all,
      Float64Array.from(all, ({ id }) => id),
    );
  }

  /**
   * The order after these changes, one after another: each puts a file under the id it had, or the highest; else it has to be made anew.
   * It goes on with the memory of this one, which is of no use any more.
   */
  after(changes: readonly FileChange[]): FileOrder | undefined {
    const files = this.#files;
    const ids = this.#ids;
    const order = new FileOrder(files, ids);
    for (const { before, entry } of changes) {
      const at = order.seek(before.id, 0);
      if (entry.id === before.id) {
        files[at] = entry;
        continue;
      }
      if (entry.id < (files.at(-1)?.id ?? 0)) return undefined;
      files.splice(at, 1);
      files.push(entry);
      ids.copyWithin(at, at + 1);
      ids[ids.length - 1] = entry.id;
    }
    return order;
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

  /** The files with higher ids. */
  since(id: number): readonly Entry[] {
    return this.files.slice(this.seek(id + 1, 0));
  }

  /** Calls `visit` for every file that is there of these, which ascend, with its place and where it stands among them. */
  visit(files: Uint32Array, visit: (place: number, at: number) => void): void {
    let place = 0;
    for (let at = 0; at < files.length; at++) {
      const id = files[at] ?? 0;
      place = this.seek(id, place);
      if (this.#ids[place] === id) visit(place, at);
    }
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
