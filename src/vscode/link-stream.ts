import { linkMarkdown } from './link-markdown.ts';
import { settledLength } from './settled-length.ts';

/** Characters that are held back for the end of a link or of code; past it they go out as they are. */
const HELD = 2_000;

/** `linkMarkdown` for text that comes in pieces: cuts no link in two, and leaves fenced code alone. */
export interface LinkStream {
  /** Takes a piece; returns what is ready to be shown: all of it but the beginning of what may become a link or code. */
  push(text: string): string;
  /** What was held back. */
  end(): string;
}

const FENCE = /^\s*(?:```|~~~)/;
/** What may become a fence yet. */
const FENCE_BEGUN = /^\s*(?:`{0,2}|~{0,2})$/;

export function createLinkStream(toUri: (path: string) => string | undefined): LinkStream {
  let held = '';
  let fenced = false;
  /** How the line goes on whose beginning went out already. */
  let line: 'new' | 'text' | 'verbatim' = 'new';

  const convert = (part: string): string => {
    if (line === 'new') {
      const fence = FENCE.test(part);
      if (fence) fenced = !fenced;
      line = fence || fenced ? 'verbatim' : 'text';
    }
    const shown = line === 'text' ? linkMarkdown(part, toUri) : part;
    if (part.endsWith('\n')) line = 'new';
    return shown;
  };
  const take = (length: number): string => {
    if (length === 0) return '';
    const ready = held.slice(0, length);
    held = held.slice(length);
    return ready
      .split(/(?<=\n)/)
      .map(convert)
      .join('');
  };
  /** How much of an unfinished line can go out. */
  const ready = (): number => {
    if (line === 'verbatim' || held.length > HELD) return held.length;
    if (line === 'text') return settledLength(held);
    if (FENCE_BEGUN.test(held)) return 0;
    return fenced || FENCE.test(held) ? held.length : settledLength(held);
  };
  return {
    push(text) {
      held += text;
      const lines = take(held.lastIndexOf('\n') + 1);
      return lines + take(ready());
    },
    end: () => take(held.length),
  };
}
