import { limits } from '../../limits.ts';
import type { IndexProgress } from '../../ports/context-source.ts';
import type { CodeReader, CodeText, ParsedCode } from '../code/code-parser.ts';
import type { FileIndex } from '../index/file-index.ts';
import type { FileText } from '../index/read-text.ts';
import { redact } from '../redact/redact.ts';
import type { Pace } from './pace.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

export interface CodeQueueOptions {
  readonly index: FileIndex;
  readonly files: WorkspaceFiles;
  readonly reader: CodeReader;
  readonly pace: Pace;
}

/** A file as it was when its code was given to the reader. */
interface Sent extends CodeText {
  readonly path: string;
  readonly version: number;
}

interface Read {
  readonly sent: readonly Sent[];
  readonly parsed: readonly ParsedCode[];
}

/** Characters, about, and files that are given to the reader at once: a question may have to wait until they are read. */
const BATCH_CHARS = 60_000;
const BATCH_FILES = 24;
/** Batches given to the reader before the first is written into the index: neither waits for the other. More while texts are read, too. */
const AHEAD = 2;
const AHEAD_ALONG = 4;
/** Files in one run after which the reader may rest. */
const MANY = 200;

/**
 * Phase two: what a parser understands of each file, once its turn has come. What it finds is a function of the file's text alone;
 * a question has the files that it chose parsed at once.
 */
export class CodeQueue {
  readonly #options: CodeQueueOptions;
  /** What is being read of files since their texts were taken in. */
  readonly #early = new Map<string, { readonly version: number; readonly parsed: Promise<readonly ParsedCode[]> }>();

  /** The last run was long. */
  #many = false;

  constructor(options: CodeQueueOptions) {
    this.#options = options;
  }

  /**
   * Takes in the text of a file that is parsed next: while it is written into the index, the reader is at it. Call within a transaction.
   * Returns whether a search could tell.
   */
  putText(path: string, file: FileText): boolean {
    const { index, reader } = this.#options;
    let parsed: Promise<readonly ParsedCode[]> | undefined;
    const changed = index.putText(path, file, (code) => {
      parsed = reader.read([{ ...code, file: path }]);
    });
    const version = index.entry(path)?.version;
    if (this.#early.size >= limits.parsedAtOnce) this.#early.clear();
    if (parsed !== undefined && version !== undefined) this.#early.set(path, { version, parsed });
    return changed;
  }

  /** Parses these files now, where that is still to be done. Resolves to whether it was for any. */
  async parse(paths: readonly string[]): Promise<boolean> {
    const { index, reader } = this.#options;
    const waiting = paths.filter((path) => index.entry(path)?.parsed === false);
    if (waiting.length === 0) return false;
    const early = waiting.flatMap((path) => this.#readEarly(path) ?? []);
    const others = waiting.filter((path) => !early.some((one) => one.path === path));
    const sent = this.#load(others, Number.POSITIVE_INFINITY);
    const parsed = [sent.length === 0 ? [] : reader.read(sent), ...early.map(({ parsed }) => parsed)];
    const read = (await Promise.all(parsed)).flat();
    index.transaction(() => {
      for (const [at, one] of [...sent, ...early].entries()) this.#put(one, read[at]);
    });
    return true;
  }

  /** What is being read of the very text that the index has of a file. */
  #readEarly(path: string): { path: string; version: number; parsed: Promise<readonly ParsedCode[]> } | undefined {
    const early = this.#early.get(path);
    this.#early.delete(path);
    return early === undefined || this.#options.index.entry(path)?.version !== early.version
      ? undefined
      : { path, ...early };
  }

  /**
   * Works through all that waits, giving way to others, and then through what `more` says has come. Resolves to how many files it parsed;
   * a stop leaves the rest waiting.
   */
  async run(
    onProgress: (progress: IndexProgress) => void,
    giveWay: () => Promise<unknown>,
    more: () => Promise<boolean> = async () => false,
  ): Promise<number> {
    const { index, pace, reader } = this.#options;
    const flying = new Set<string>();
    const reads: Promise<Read>[] = [];
    const send = (): void => {
      while (reads.length < (index.complete ? AHEAD : AHEAD_ALONG)) {
        const batch = index.nextWaiting(BATCH_FILES, flying);
        if (batch.length === 0) return;
        const sent = this.#load(batch, BATCH_CHARS);
        for (const { path } of sent) flying.add(path);
        if (sent.length > 0) reads.push(reader.read(sent).then((parsed) => ({ sent, parsed })));
      }
    };
    const tell = (at: number): void => onProgress({ done: done + at, total: done + index.waiting(), phase: 'code' });
    let done = 0;
    for (send(); !pace.stopped && (reads.length > 0 || (await more())); send()) {
      const read = await reads.shift();
      const written = read === undefined ? 0 : await this.#write(read, tell, giveWay);
      done += written;
      for (const { path } of read?.sent ?? []) flying.delete(path);
    }
    this.#many ||= done > MANY;
    return done;
  }

  /** Lets the reader end where it read many files; the questions that waited for these may still have needed it. */
  rest(): void {
    if (this.#many) this.#options.reader.rest();
    this.#many = false;
  }

  /** Writes in slices. Resolves to how many files it was through with when it was at the end, or stopped. */
  async #write({ sent, parsed }: Read, tell: (at: number) => void, giveWay: () => Promise<unknown>): Promise<number> {
    const { index, pace } = this.#options;
    let at = 0;
    while (at < sent.length) {
      if (pace.due(index.complete)) {
        tell(at);
        if (!(await pace.yield())) break;
        await giveWay();
      }
      index.transaction(() => {
        for (let one = sent[at]; one !== undefined && !pace.due(index.complete); one = sent[at])
          this.#put(one, parsed[at++]);
      });
    }
    return at;
  }

  /** The texts of these files as they are now, up to about so many characters; the text may have changed since phase one read it. */
  #load(paths: readonly string[], most: number): Sent[] {
    const { index, files } = this.#options;
    const sent: Sent[] = [];
    let chars = 0;
    index.transaction(() => {
      for (const path of paths) {
        if (chars > most) return;
        const file = files.load(path);
        if (file === undefined) {
          index.remove(path);
          continue;
        }
        index.putText(path, file);
        const entry = index.entry(path);
        if (entry === undefined || entry.parsed) continue;
        const text = entry.clean ? (file.text ?? '') : redact(file.text ?? '').text;
        chars += text.length;
        // A buffer lies over it, or it changed a moment ago.
        const workedOn = entry.stamp.mtime < 0 && { file: path };
        sent.push({ path, version: entry.version, text, language: entry.language, ...workedOn });
      }
    });
    return sent;
  }

  /** A file that has another text by now waits for its next turn. */
  #put({ path, version }: Pick<Sent, 'path' | 'version'>, parsed: ParsedCode | undefined): void {
    const { index } = this.#options;
    if (parsed !== undefined && index.entry(path)?.version === version) index.putCode(path, parsed);
  }
}
