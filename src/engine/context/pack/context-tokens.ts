import { renderContext } from '../../domain/context/render-context.ts';
import { countTokens, countUncut } from '../tokens/count-tokens.ts';
import type { Frame } from './frame.ts';
import type { ShownFile } from './shown-file.ts';

/**
 * Tokens of a whole context as the prompt will have it. Each file begins a line that begins with neither white space nor a slash, so
 * that they are the sum of its pieces (see `PartCounts`), and a file that stays as it is is counted once.
 */
export class ContextTokens {
  readonly #frame: Frame;
  /** Of everything but the files. */
  readonly around: number;
  readonly #head: number | undefined;

  constructor(frame: Frame) {
    this.#frame = frame;
    const text = renderContext({ ...frame, files: [] });
    this.around = countTokens(text);
    this.#head = countUncut(`${text}\n\n## Files\n`);
  }

  /** Of these files, in their order. */
  of(files: readonly ShownFile[]): number {
    let sum = files.length === 0 ? undefined : this.#head;
    for (const [at, file] of files.entries()) {
      const tokens = at === files.length - 1 ? file.counts.last : file.counts.ended;
      sum = sum === undefined || tokens === undefined ? undefined : sum + tokens;
    }
    return sum ?? countTokens(renderContext({ ...this.#frame, files: files.map(({ file }) => file) }));
  }
}
