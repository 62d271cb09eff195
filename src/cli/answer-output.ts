import { createTerminalText } from './terminal-text.ts';

/** Where the Markdown of an answer goes: as it is into a pipe or a file, so that other tools can read it; made readable on a terminal. */
export interface AnswerOutput {
  write(markdown: string): void;
  end(): void;
  /** A line about the answer, dim on a terminal. */
  note(text: string): void;
}

export function createAnswerOutput(
  stdout: Pick<NodeJS.WriteStream, 'write' | 'isTTY'> = process.stdout,
  { NO_COLOR, TERM }: NodeJS.ProcessEnv = process.env,
): AnswerOutput {
  const colour = !NO_COLOR && TERM !== 'dumb';
  const terminal = stdout.isTTY ? createTerminalText(colour) : undefined;
  const put = (text: string): void => {
    if (text !== '') stdout.write(text);
  };
  return {
    write: (markdown) => put(terminal?.push(markdown) ?? markdown),
    end: () => put(terminal?.end() ?? ''),
    note: (text) => put(terminal !== undefined && colour ? `\x1b[2m${text}\x1b[22m\n` : `${text}\n`),
  };
}
