import { createTerminalText } from './terminal-text.ts';

/** Where the Markdown of an answer goes: as it is into a pipe or a file, so that other tools can read it; made readable on a terminal. */
export interface AnswerOutput {
  write(markdown: string): void;
  end(): void;
  /** The answer ends here, perhaps in the middle of a line: what follows begins on one of its own. */
  breakOff(): void;
  /** A line about the answer, dim on a terminal. */
  note(text: string): void;
}

export function createAnswerOutput(
  stdout: Pick<NodeJS.WriteStream, 'write' | 'isTTY'> = process.stdout,
  { NO_COLOR, TERM }: NodeJS.ProcessEnv = process.env,
): AnswerOutput {
  const colour = !NO_COLOR && TERM !== 'dumb';
  const terminal = stdout.isTTY ? createTerminalText(colour) : undefined;
  let open = false;
  const put = (text: string): void => {
    if (text === '') return;
    open = !text.endsWith('\n');
    stdout.write(text);
  };
  const end = (): void => put(terminal?.end() ?? '');
  return {
    write: (markdown) => put(terminal?.push(markdown) ?? markdown),
    end,
    breakOff() {
      end();
      if (open) put('\n');
    },
    note: (text) => put(terminal !== undefined && colour ? `\x1b[2m${text}\x1b[22m\n` : `${text}\n`),
  };
}
