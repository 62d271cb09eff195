import { isSpace } from './is-space.ts';

const RETURN = 0x0d;

/** The lines of a file, counted from 1: where they stand in its text, so that none is cut out that is not shown. */
export class SourceLines {
  readonly text: string;
  readonly count: number;
  /** Where each line begins, and where one after the last would. */
  readonly #starts: Uint32Array;
  /** Whether some lines end with a carriage return too, which belongs to none of them. */
  readonly #returns: boolean;

  constructor(text: string) {
    this.text = text;
    const starts = [0];
    const end = text.endsWith('\n') ? text.length - 1 : text.length;
    for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.count = starts.length;
    starts.push(end + 1);
    this.#starts = Uint32Array.from(starts);
    this.#returns = text.includes('\r\n');
  }

  /** Where a line begins in the text. */
  start(line: number): number {
    return this.#starts[line - 1] ?? this.text.length;
  }

  /** Where it ends, before its line end. */
  end(line: number): number {
    const end = (this.#starts[line] ?? this.text.length + 1) - 1;
    const returns = this.#returns && line < this.count && end > 0 && this.text.charCodeAt(end - 1) === RETURN;
    return returns ? end - 1 : end;
  }

  /** Which line this place of the text is on, from one that is not behind it. */
  at(place: number, from: number): number {
    let line = from;
    while (line < this.count && (this.#starts[line] ?? 0) <= place) line++;
    return line;
  }

  /** Empty where there is none. */
  of(line: number): string {
    return this.text.slice(this.start(line), this.end(line));
  }

  /** Lines from one to another, all without these, each as a text of its own. */
  texts(from = 1, to = this.count): string[] {
    const texts: string[] = [];
    for (let line = from; line <= Math.min(to, this.count); line++) texts.push(this.of(line));
    return texts;
  }

  /** Lines from one to another, with a line feed between them. */
  join(from: number, to: number): string {
    if (!this.#returns) return this.text.slice(this.start(from), this.end(to));
    return this.texts(from, to).join('\n');
  }

  /** Characters of that. */
  length(from: number, to: number): number {
    if (!this.#returns) return Math.max(0, this.end(to) - this.start(from));
    let length = Math.max(0, to - from);
    for (let line = from; line <= to; line++) length += this.end(line) - this.start(line);
    return length;
  }

  /** Whether lines from one to another stand in the text as `join` gives them. */
  get verbatim(): boolean {
    return !this.#returns;
  }

  isBlank(line: number): boolean {
    return this.indent(line) === this.end(line);
  }

  /** Where the white space ends that a line begins with. */
  indent(line: number): number {
    const end = this.end(line);
    let at = this.start(line);
    while (at < end && isSpace(this.text.charCodeAt(at))) at++;
    return at;
  }
}
