import { LRUCache } from 'lru-cache';

/**
 * What was made of the texts of files, by file: the same ones are asked about again and again, and of one that is worked on what was
 * made of the text before goes at once.
 */
export class TextMemo<Made> {
  readonly #kept: LRUCache<string, { readonly text: string; readonly made: Made }>;

  /** @param chars of the texts, at most; the least recently used go. */
  constructor(chars: number) {
    this.#kept = new LRUCache({ maxSize: chars, sizeCalculation: ({ text }) => 1 + text.length });
  }

  /** What `make` makes of this text of the file. */
  of(file: string, text: string, make: (text: string) => Made): Made {
    const known = this.#kept.get(file);
    if (known?.text === text) return known.made;
    const made = make(text);
    this.#kept.set(file, { text, made });
    return made;
  }
}
