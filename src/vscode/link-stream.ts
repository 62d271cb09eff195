import { linkMarkdown } from './link-markdown.ts';

/** Characters of an unfinished line that are held back for the end of a link; past it they go out as they are. */
const HELD = 2_000;

/** `linkMarkdown` for text that comes in pieces: cuts no link in two, and leaves fenced code alone. */
export interface LinkStream {
  /** Takes a piece; returns what is ready to be shown, perhaps nothing. */
  push(text: string): string;
  /** What was held back. */
  end(): string;
}

export function createLinkStream(toUri: (path: string) => string | undefined): LinkStream {
  let held = '';
  let fenced = false;
  const convert = (line: string): string => {
    if (/^\s*(?:```|~~~)/.test(line)) fenced = !fenced;
    else if (!fenced) return linkMarkdown(line, toUri);
    return line;
  };
  const take = (length: number): string => {
    const ready = held.slice(0, length);
    held = held.slice(length);
    return ready
      .split(/(?<=\n)/)
      .map(convert)
      .join('');
  };
  return {
    push(text) {
      held += text;
      const lines = held.lastIndexOf('\n') + 1;
      return take(lines === 0 && held.length > HELD ? held.length : lines);
    },
    end: () => take(held.length),
  };
}
