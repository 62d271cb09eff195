import type { ContextFile } from '../../domain/context.ts';
import { renderFile } from '../../domain/render-context.ts';
import type { Candidate, ValuedUnit } from './candidates.ts';
import { mergeUnits, renderParts } from './render-parts.ts';
import { rememberedTokens, tokensOfPieces } from './token-counter.ts';

/** What is shown of one chosen file, while it is decided. */
export class ShownFile {
  readonly candidate: Candidate;
  readonly #chosen = new Set<ValuedUnit>();
  #outlined = false;
  /** Since the last change. */
  #shown: { readonly file: ContextFile; readonly rendered: string; readonly tokens: number | undefined } | undefined;

  constructor(candidate: Candidate) {
    this.candidate = candidate;
  }

  has(unit: ValuedUnit): boolean {
    return this.#chosen.has(unit);
  }

  /** Shows a part in full. */
  choose(unit: ValuedUnit): void {
    this.#chosen.add(unit);
    this.#shown = undefined;
  }

  takeBack(unit: ValuedUnit): void {
    this.#chosen.delete(unit);
    this.#shown = undefined;
  }

  /** Between the parts in full stands what the rest holds. */
  get outlined(): boolean {
    return this.#outlined;
  }

  set outlined(outlined: boolean) {
    this.#outlined = outlined;
    this.#shown = undefined;
  }

  /** As the context has it. */
  get file(): ContextFile {
    return this.#show().file;
  }

  /** As the prompt has it. */
  get rendered(): string {
    return this.#show().rendered;
  }

  /** Tokens of it and a line end, where they are those of its pieces: see `tokensOfPieces`. */
  get tokens(): number | undefined {
    return this.#show().tokens;
  }

  #show() {
    if (this.#shown !== undefined) return this.#shown;
    const file = showFile(this.candidate, this.#chosen, this.#outlined);
    const rendered = renderFile(file);
    this.#shown = { file, rendered, tokens: tokensOfPieces(`${rendered}\n`) };
    return this.#shown;
  }
}

function showFile(candidate: Candidate, chosen: ReadonlySet<ValuedUnit>, outlined: boolean): ContextFile {
  const { ranked, language, text, lines, outline, stub, print } = candidate;
  const ranges = mergeUnits([...chosen]);
  const nothing = ranges.length === 0 && !outlined;
  const parts = nothing ? stub : renderParts(lines, ranges, outlined ? outline : []);
  // Never more than the file itself; all of it needs no numbers.
  const [all] = ranges;
  const whole = parts.length >= text.length || (all?.[0] === 1 && all[1] === lines.length);
  const shownText = whole ? lines.join('\n') : parts;
  return {
    path: ranked.path,
    language,
    why: ranked.why,
    tokens: rememberedTokens(shownText),
    fullTokens: Math.ceil(text.length / 4),
    shown: whole ? [[1, lines.length]] : ranges,
    text: shownText,
    ...(!whole && { whole: print }),
  };
}
