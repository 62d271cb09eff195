import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Slots of the table, a power of two: less than half of them are taken, so that a token is found at the first or second look. */
const SLOTS = 2 ** 19;
/** Of FNV-1a. */
const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
const NAME = 'o200k.bin';

/**
 * The tokens of o200k and their ranks, in three arrays outside of V8's heap: as texts in a map they would take four times as much. The
 * file holds for each rank a byte with the token's length, and its bytes; `scripts/pack-vocabulary.mjs` writes it.
 */
export class Vocabulary {
  readonly #bytes: Uint8Array;
  /** Where the bytes of each token begin, by rank; the byte before tells how many there are. */
  readonly #starts: Uint32Array;
  /** Ranks by the hash of their token, each one higher; 0 is a free slot. */
  readonly #slots = new Uint32Array(SLOTS);

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    const starts: number[] = [];
    for (let at = 0; at < bytes.length; at += 1 + (bytes[at] ?? 0)) starts.push(at + 1);
    this.#starts = Uint32Array.from(starts);
    for (let rank = 0; rank < starts.length; rank++) {
      const start = starts[rank] ?? 0;
      const length = bytes[start - 1] ?? 0;
      if (length === 0) continue;
      let slot = hashOf(bytes, start, start + length);
      while (this.#slots[slot] !== 0) slot = (slot + 1) % SLOTS;
      this.#slots[slot] = rank + 1;
    }
  }

  /** The one that was built with WEE. */
  static load(): Vocabulary {
    return new Vocabulary(readFileSync(find(import.meta.dirname)));
  }

  /** The rank of the token that these bytes are; infinity where there is none. */
  rankOf(text: Uint8Array, from: number, to: number): number {
    let slot = hashOf(text, from, to);
    while (true) {
      const rank = (this.#slots[slot] ?? 0) - 1;
      if (rank < 0) return Number.POSITIVE_INFINITY;
      if (this.#is(rank, text, from, to)) return rank;
      slot = (slot + 1) % SLOTS;
    }
  }

  /** Whether this part of a text, all ASCII, is a token. */
  has(text: string, from: number, to: number): boolean {
    let hash = BASIS;
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
    for (let slot = slotOf(hash); ; slot = (slot + 1) % SLOTS) {
      const rank = (this.#slots[slot] ?? 0) - 1;
      if (rank < 0) return false;
      if (this.#isText(rank, text, from, to)) return true;
    }
  }

  #isText(rank: number, text: string, from: number, to: number): boolean {
    const start = this.#starts[rank] ?? 0;
    const bytes = this.#bytes;
    if (bytes[start - 1] !== to - from) return false;
    for (let at = from; at < to; at++) if (bytes[start + at - from] !== text.charCodeAt(at)) return false;
    return true;
  }

  #is(rank: number, text: Uint8Array, from: number, to: number): boolean {
    const start = this.#starts[rank] ?? 0;
    const bytes = this.#bytes;
    if (bytes[start - 1] !== to - from) return false;
    for (let at = from; at < to; at++) if (bytes[start + at - from] !== text[at]) return false;
    return true;
  }
}

/** FNV-1a, mixed once more since only its lower bits are taken; http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = BASIS;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), PRIME);
  return slotOf(hash);
}

function slotOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & (SLOTS - 1);
}

/** Beside a bundle, or in `dist` of the checkout that the script is in. */
function find(folder: string): string {
  const found = [join(folder, NAME), join(folder, 'dist', NAME)].find((path) => existsSync(path));
  if (found !== undefined) return found;
  if (dirname(folder) === folder) throw new Error(`${NAME} is missing: it is made by "npm run build".`);
  return find(dirname(folder));
}
