/** Markdown as a terminal shows it, for text that comes in pieces. */
export interface TerminalText {
  /** Takes a piece; returns what is ready to be shown, perhaps nothing. */
  push(text: string): string;
  /** What was held back. */
  end(): string;
}

/** Characters of an unfinished line that are held back for the end of a link or a span; past it they go out as they are. */
const HELD = 2_000;
const INLINE =
  /`([^`\n]+)`|\[((?:[^[\]\\\n]|\\.)*)\]\(([^()\s]+)\)|\*\*([^*\n]+)\*\*|\*([^*\s][^*\n]*)\*|\\([!-/:-@[-`{-~])/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach a terminal
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;

/**
 * Links become `path:line`, headings and emphasis bold, code is set in, and control characters, with which an answer could write
 * over the screen, are gone. Without colour, code keeps its backticks and no escape sequence is written at all.
 */
export function createTerminalText(colour: boolean): TerminalText {
  const paint = (text: string, on: number, off: number): string =>
    colour && text !== '' ? `\x1b[${on}m${text}\x1b[${off}m` : text;
  const bold = (text: string): string => paint(text, 1, 22);
  const code = (text: string): string => (colour ? paint(text, 36, 39) : `\`${text}\``);
  const inline = (text: string): string =>
    text.replace(INLINE, (_, span, label, target, strong, emphasis, escaped) => {
      if (span !== undefined) return code(span);
      if (label !== undefined)
        return /^https?:/i.test(target) ? `${plain(label)} (${target})` : paint(plain(label), 4, 24);
      if (strong !== undefined) return bold(inline(strong));
      return emphasis !== undefined ? paint(inline(emphasis), 2, 22) : escaped;
    });
  let held = '';
  let fenced = false;
  let within = false;

  const line = (text: string): string => {
    if (/^\s*(?:```|~~~)/.test(text)) {
      fenced = !fenced;
      return '';
    }
    if (fenced) return `    ${text}`;
    const heading = /^#{1,6}\s+(.*?)\n?$/.exec(text)?.[1];
    if (heading !== undefined) return `${bold(inline(heading))}\n`;
    return inline(text.replace(/^(\s*)> ?/, '$1  ').replace(/ {2}\n$/, '\n'));
  };
  const flush = (whole: boolean): string => {
    const lines = held.split(/(?<=\n)/);
    held = whole || lines.at(-1)?.endsWith('\n') === true ? '' : (lines.pop() ?? '');
    let ready = '';
    for (const text of lines) {
      ready += within ? inline(text) : line(text);
      within = false;
    }
    // A long line of prose goes out as it comes; only its beginning tells what it is.
    if (held === '' || fenced || (!within && held.length < 8)) return ready;
    const open = held.length > HELD ? undefined : openAt(held);
    const now = held.slice(0, open);
    if (now === '' || (!within && /^\s*(?:[`~>#]|$)/.test(now))) return ready;
    held = held.slice(now.length);
    ready += within ? inline(now) : line(now);
    within = true;
    return ready;
  };
  return {
    push(text) {
      held += text.replace(CONTROL, '');
      return flush(false);
    },
    end: () => flush(true),
  };
}

/** Where in an unfinished line a mark stands whose end has not come. */
function openAt(text: string): number | undefined {
  const mark = /[`[*\\]/g;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    const whole = new RegExp(INLINE.source, 'y');
    whole.lastIndex = found.index;
    // After `**drops*` the mark may go on.
    if (!whole.test(text) || (whole.lastIndex === text.length && text.endsWith('*'))) return found.index;
    mark.lastIndex = whole.lastIndex;
  }
  return undefined;
}

function plain(label: string): string {
  return label.replace(/\\(.)/g, '$1');
}
