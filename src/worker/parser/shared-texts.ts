import { LRUCache } from 'lru-cache';
import type { CodeText } from '../../engine/context/code/code-parser.ts';
import { limits } from '../../engine/limits.ts';
import { type Difference, difference } from '../../engine/text/difference.ts';

/** A text, or what became another of the one that was sent before under its name. */
export type SentText = CodeText | (Omit<CodeText, 'text'> & { readonly file: string; readonly change: Change });

interface Change extends Omit<Difference, 'newEnd'> {
  readonly more: string;
}

/**
 * Texts of files that are worked on, which both ends of a pipe have: of the next one goes only what differs. A pipe takes some 100 KB,
 * and the rest of a longer text would wait until whoever sends has done what else it is at. Each end has one, and they hold the same as
 * long as what one has packed is unpacked by the other in that order.
 */
export class SharedTexts {
  readonly #texts = new LRUCache<string, string>({
    max: limits.treesKept,
    maxSize: limits.treeChars,
    sizeCalculation: (text) => 1 + text.length,
  });

  pack(code: CodeText): SentText {
    const { file, text, ...rest } = code;
    if (file === undefined) return code;
    const before = this.#texts.get(file);
    this.#texts.set(file, text);
    if (before === undefined) return code;
    const { start, oldEnd, newEnd } = difference(before, text);
    return { ...rest, file, change: { start, oldEnd, more: text.slice(start, newEnd) } };
  }

  /** @throws Error where the text of before is not there: then nothing holds that was sent. */
  unpack(sent: SentText): CodeText {
    const { file, language } = sent;
    const text = 'change' in sent ? changed(this.#texts.get(sent.file), sent.change) : sent.text;
    if (file === undefined) return { text, language };
    this.#texts.set(file, text);
    return { text, language, file };
  }
}

function changed(before: string | undefined, { start, oldEnd, more }: Change): string {
  if (before === undefined) throw new Error('A change came of a text that was never sent.');
  return before.slice(0, start) + more + before.slice(oldEnd);
}
