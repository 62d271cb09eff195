import { countUncut } from '../../tokens/count-tokens.ts';

/** A line about what is not shown of a file: by the line that it stands for, or by itself. */
export class Told {
  readonly line: number | undefined;
  readonly #text: string;
  #ended: number | undefined;

  constructor(text: string, line?: number) {
    this.#text = text;
    this.line = line;
  }

  /** As the context shows it. */
  get text(): string {
    return this.line === undefined ? this.#text : `${this.line}: ${this.#text}`;
  }

  /** Characters of that. */
  get length(): number {
    return this.#text.length + (this.line === undefined ? 0 : `${this.line}: `.length);
  }

  /** Tokens of that, with the line end after it or without; with it they are counted once. `undefined`: see `countUncut`. */
  tokens(ended: boolean): number | undefined {
    if (!ended) return countUncut(this.text);
    this.#ended ??= countUncut(`${this.text}\n`);
    return this.#ended;
  }
}
