import type { Entry } from './entry.ts';

/** What a file was, and is. */
export interface FileChange {
  readonly before: Entry;
  readonly entry: Entry;
}

/**
 * The files of an index by id, each at a place from 0, so that a search counts in arrays rather than in maps; and the ids of their texts,
 * by which words are known. A file with another text stays where it is.
 */
export class FileOrder {
  readonly #files: Entry[];
  readonly #ids: Float64Array;
  /** Ascending, and where the file of each is. */
  readonly #texts: Float64Array;
  readonly #places: Uint32Array;

  private constructor(files: Entry[], ids: Float64Array, texts: Float64Array, places: Uint32Array) {
    this.#files = files;
    this.#ids = ids;
    this.#texts = texts;
    this.#places = places;
  }

  get files(): readonly Entry[] {
    return this.#files;
  }

  /** The id of the newest text; 0 without files. */
  get lastText(): number {
    return this.#texts.at(-1) ?? 0;
  }

  static of(entries: Iterable<Entry>): FileOrder {
    const files = [...entries].sort((a, b) => a.id - b.id);
    const texts = Float64Array.from(files, ({ text }) => text).sort();
    const places = new Uint32Array(files.length);
    let at = 0;
    for (const [place, { text }] of files.entries()) {
      // Most files have their first text, in this order: the next one.
      at = texts[at + 1] === text ? at + 1 : seek(texts, text, 0);
      places[at] = place;
    }
    const ids = Float64Array.from(files, ({ id }) => id);
    return new FileOrder(files, ids, texts, places);
  }

  /**
   * The order after these changes, one after another, each of a file that was there: its text is that which it had, or the newest of all.
   * It goes on with the memory of this one, which is of no use any more.
   */
  after(changes: readonly FileChange[]): FileOrder {
    const files = this.#files;
    const texts = this.#texts;
    const places = this.#places;
    for (const { before, entry } of changes) {
      const place = this.placeOf(before.id);
      files[place] = entry;
      if (entry.text === before.text) continue;
      const at = seek(texts, before.text, 0);
      texts.copyWithin(at, at + 1);
      places.copyWithin(at, at + 1);
      texts[texts.length - 1] = entry.text;
      places[places.length - 1] = place;
    }
    return new FileOrder(files, this.#ids, texts, places);
  }

  /** Where the file with this id is; -1 where there is none. */
  placeOf(id: number): number {
    const place = seek(this.#ids, id, 0);
    return this.#ids[place] === id ? place : -1;
  }

  /** The files with newer texts. */
  since(text: number): readonly Entry[] {
    const places = this.#places.subarray(seek(this.#texts, text + 1, 0));
    return Array.from(places, (place) => this.#files[place] as Entry);
  }

  /** Calls `visit` for every file that has one of these texts, which ascend, with its place and where the text stands among them. */
  visit(texts: Uint32Array, visit: (place: number, at: number) => void): void {
    let from = 0;
    for (let at = 0; at < texts.length; at++) {
      const text = texts[at] ?? 0;
      from = seek(this.#texts, text, from);
      if (this.#texts[from] === text) visit(this.#places[from] ?? 0, at);
    }
  }
}

/** Where a number stands, or would, among ascending ones, at `from` or after it: most often right there or next to it. */
function seek(numbers: Float64Array, number: number, from: number): number {
  if ((numbers[from] ?? Number.POSITIVE_INFINITY) >= number) return from;
  if (numbers[from + 1] === number) return from + 1;
  let low = from + 1;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
