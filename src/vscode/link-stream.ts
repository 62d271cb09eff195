import { type FileLink, linkFiles } from './link-files.ts';

/** Characters of an unfinished line that are held back for a link's end; past it they go out as they are. */
const HELD = 2_000;

/** `linkFiles` for text that comes in pieces: never cuts a link in two, and leaves code blocks alone. */
export function createLinkStream(toLink: FileLink): { push(text: string): string; end(): string } {
  let held = '';
  let fenced = false;
  const line = (text: string): string => {
    if (/^\s*```/.test(text)) {
      fenced = !fenced;
      return text;
    }
    return fenced ? text : linkFiles(text, toLink);
  };
  const lines = (text: string): string =>
    text
      .split(/(?<=\n)/)
      .map(line)
      .join('');
  return {
    push(text) {
      held += text;
      const cut = held.lastIndexOf('\n') + 1;
      if (cut === 0 && held.length > HELD) {
        const all = held;
        held = '';
        return lines(all);
      }
      const whole = held.slice(0, cut);
      held = held.slice(cut);
      return lines(whole);
    },
    end() {
      const rest = held;
      held = '';
      return lines(rest);
    },
  };
}
