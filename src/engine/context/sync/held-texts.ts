import { limits } from '../../limits.ts';
import type { CodeText } from '../code/code-parser.ts';

/** A file as it was when its code was given to the reader. */
export interface Sent extends CodeText {
  readonly path: string;
  readonly version: number;
}

/** Texts of files that were taken in and whose code is read next, so that they need not be read from the disk twice. */
export class HeldTexts {
  readonly #texts = new Map<string, Sent>();
  #chars = 0;

  get chars(): number {
    return this.#chars;
  }

  /** Where there is room for it. */
  hold(sent: Sent): void {
    this.take(sent.path);
    if (this.#chars + sent.text.length > limits.textsHeldChars) return;
    this.#texts.set(sent.path, sent);
    this.#chars += sent.text.length;
  }

  /** That of a file, which is not held any longer. */
  take(path: string): Sent | undefined {
    const held = this.#texts.get(path);
    if (held === undefined) return undefined;
    this.#texts.delete(path);
    this.#chars -= held.text.length;
    return held;
  }

  forget(): void {
    this.#texts.clear();
    this.#chars = 0;
  }
}
