import type { ContextFile } from '../../domain/context/context.ts';
import type { Candidate, ValuedUnit } from './candidates.ts';
import { countBlocks, countText, type FileCounts } from './parts/file-counts.ts';
import { blocksOf, lengthOfBlocks, mergeUnits, renderBlocks } from './parts/render-parts.ts';

interface Shown {
  readonly ranges: readonly (readonly [from: number, to: number])[];
  readonly whole: boolean;
  readonly chars: number;
  readonly counts: FileCounts;
  readonly render: () => string;
}

/** What is shown of one chosen file, while it is decided. Its text is made only when that is done. */
export class ShownFile {
  readonly candidate: Candidate;
  readonly #chosen = new Set<ValuedUnit>();
  #outlined = false;
  /** Since the last change. */
  #known: Shown | undefined;

  constructor(candidate: Candidate) {
    this.candidate = candidate;
  }

  has(unit: ValuedUnit): boolean {
    return this.#chosen.has(unit);
  }

  /** Shows a part in full. */
  choose(unit: ValuedUnit): void {
    this.#chosen.add(unit);
    this.#known = undefined;
  }

  takeBack(unit: ValuedUnit): void {
    this.#chosen.delete(unit);
    this.#known = undefined;
  }

  /** Between the parts in full stands what the rest holds. */
  get outlined(): boolean {
    return this.#outlined;
  }

  set outlined(outlined: boolean) {
    this.#outlined = outlined;
    this.#known = undefined;
  }

  /** Characters that are shown. */
  get chars(): number {
    return this.#shown.chars;
  }

  get counts(): FileCounts {
    return this.#shown.counts;
  }

  /** As the context has it. */
  get file(): ContextFile {
    const { ranked, language, parts } = this.candidate;
    const { lines } = parts;
    const { ranges, whole, counts, render } = this.#shown;
    return {
      path: ranked.path,
      language,
      why: ranked.why,
      tokens: counts.text,
      fullTokens: Math.ceil(lines.text.length / 4),
      shown: whole ? [[1, lines.count]] : ranges,
      text: render(),
      ...(!whole && { whole: parts.print }),
    };
  }

  get #shown(): Shown {
    this.#known ??= this.#show();
    return this.#known;
  }

  #show(): Shown {
    const { ranked, outline, parts } = this.candidate;
    const { lines } = parts;
    const ranges = mergeUnits([...this.#chosen]);
    const nothing = ranges.length === 0 && !this.#outlined;
    const blocks = nothing ? [outline.stub] : blocksOf(lines.count, ranges, this.#outlined ? outline.entries : []);
    const chars = lengthOfBlocks(lines, blocks);
    // Never more than the file itself; all of it needs no numbers.
    const [all] = ranges;
    const whole = chars >= lines.text.length || (all?.[0] === 1 && all[1] === lines.count);
    const render = (): string => (whole ? lines.join(1, lines.count) : renderBlocks(lines, blocks));
    const counts = whole
      ? parts.whole
      : (countBlocks(ranked.path, blocks, parts.counts) ?? countText(ranked.path, render()));
    return { ranges, whole, chars: whole ? lines.length(1, lines.count) : chars, counts, render };
  }
}
