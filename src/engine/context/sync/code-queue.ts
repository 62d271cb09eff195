import type { FileKind } from '../../domain/project-view.ts';
import { limits } from '../../limits.ts';
import type { IndexProgress } from '../../ports/context-source.ts';
import { kindOf } from '../classify/kind-of.ts';
import { languageOf } from '../classify/language-of.ts';
import type { CodeReader, CodeText, ParsedCode } from '../code/code-parser.ts';
import type { Entry } from '../index/entry.ts';
import type { FileIndex } from '../index/file-index.ts';
import type { FileText } from '../index/read-text.ts';
import { redact } from '../redact/redact.ts';
import { HeldTexts, type Sent } from './held-texts.ts';
import type { Pace } from './pace.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

export interface CodeQueueOptions {
  readonly index: FileIndex;
  readonly files: WorkspaceFiles;
  readonly reader: CodeReader;
  readonly pace: Pace;
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
/** What files of code are for. */
const CODE: ReadonlySet<FileKind> = new Set(['product', 'test', 'example']);
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
  readonly #held = new HeldTexts();
  /** What is being read for a run, in its order, and the files that it is about. */
  readonly #reads: Promise<Read>[] = [];
  readonly #flying = new Set<string>();

  /** The last run was long. */
  #many = false;

  constructor(options: CodeQueueOptions) {
    this.#options = options;
  }

  /** The files of a first index in the order to take them in: code first, which is then read beside the others. The reader hears of its language. */
  ordered(paths: readonly string[]): readonly string[] {
    const code: string[] = [];
    const others: string[] = [];
    const counts = new Map<string, number>();
    for (const path of paths) {
      const language = languageOf(path);
      const isCode = CODE.has(kindOf(path, ''));
      (isCode ? code : others).push(path);
      if (isCode) counts.set(language, (counts.get(language) ?? 0) + 1);
    }
    const [most] = [...counts].sort(([, a], [, b]) => b - a);
    if (most !== undefined) void this.#options.reader.read([{ text: '', language: most[0] }]);
    return [...code, ...others];
  }

  /**
   * Takes in the text of a file that is parsed next: while it is written into the index, the reader is at it. Call within a transaction.
   * Returns whether a search could tell.
   */
  putText(path: string, file: FileText): boolean {
    const { index, reader } = this.#options;
    let parsed: Promise<readonly ParsedCode[]> | undefined;
    const onCode = (code: CodeText): void => {
      parsed = reader.read([{ ...code, file: path }]);
    };
    const changed = index.putText(path, file, { onCode, again: true });
    const version = index.entry(path)?.version;
    if (this.#early.size >= limits.parsedAtOnce) this.#early.clear();
    if (parsed !== undefined && version !== undefined) this.#early.set(path, { version, parsed });
    return changed;
  }

  /**
   * Takes in the text of one of the many files of a first index, whose code is read beside it in a run that follows soon. Call within a
   * transaction. Returns whether a search could tell.
   */
  putFirst(path: string, file: FileText): boolean {
    const { index } = this.#options;
    let code: CodeText | undefined;
    const onCode = (one: CodeText): void => {
      code = one;
    };
    const changed = index.putText(path, file, { onCode });
    const entry = index.entry(path);
    if (code !== undefined && entry !== undefined) this.#held.hold(sentOf(entry, code.text));
    // Not one by one, unless nothing else is to be read.
    if (this.#reads.length === 0 || this.#held.chars >= BATCH_CHARS) this.#fill((paths) => this.#takeHeld(paths));
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
    const { index, pace } = this.#options;
    const tell = (at: number): void => onProgress({ done: done + at, total: done + index.waiting(), phase: 'code' });
    let done = 0;
    try {
      const fill = (): void => this.#fill((paths) => this.#load(paths, BATCH_CHARS));
      for (fill(); !pace.stopped && (this.#reads.length > 0 || (await more())); fill()) {
        const read = await this.#reads.shift();
        if (read === undefined) continue;
        done += await this.#write(read, tell, giveWay);
        for (const { path } of read.sent) this.#flying.delete(path);
      }
    } finally {
      this.#reads.length = 0;
      this.#flying.clear();
      this.#held.forget();
    }
    this.#many ||= done > MANY;
    return done;
  }

  /** Gives the reader what waits, some batches ahead of what is written. */
  #fill(textsOf: (paths: readonly string[]) => readonly Sent[] | undefined): void {
    const { index, reader } = this.#options;
    while (this.#reads.length < (index.complete ? AHEAD : AHEAD_ALONG)) {
      const batch = index.nextWaiting(BATCH_FILES, this.#flying);
      const sent = batch.length === 0 ? undefined : textsOf(batch);
      if (sent === undefined) return;
      for (const { path } of sent) this.#flying.add(path);
      if (sent.length > 0) this.#reads.push(reader.read(sent).then((parsed) => ({ sent, parsed })));
    }
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

  /**
   * The texts of these files, up to about so many characters: those that are held, others as they are now; the text may have changed since
   * phase one read it.
   */
  #load(paths: readonly string[], most: number): Sent[] {
    const { index } = this.#options;
    const sent: Sent[] = [];
    let chars = 0;
    index.transaction(() => {
      for (const path of paths) {
        if (chars > most) return;
        const one = this.#heldOf(path) ?? this.#loadOne(path);
        if (one === undefined) continue;
        chars += one.text.length;
        sent.push(one);
      }
    });
    return sent;
  }

  #loadOne(path: string): Sent | undefined {
    const { index, files } = this.#options;
    const file = files.load(path);
    if (file === undefined) {
      index.remove(path);
      return undefined;
    }
    index.putText(path, file);
    const entry = index.entry(path);
    if (entry === undefined || entry.parsed) return undefined;
    return sentOf(entry, entry.clean ? (file.text ?? '') : redact(file.text ?? '').text);
  }

  /** The first of these texts that are held, up to a batch; `undefined` where there are none. */
  #takeHeld(paths: readonly string[]): Sent[] | undefined {
    const sent: Sent[] = [];
    let chars = 0;
    for (const path of paths) {
      const one = chars > BATCH_CHARS ? undefined : this.#heldOf(path);
      if (one === undefined) break;
      chars += one.text.length;
      sent.push(one);
    }
    return sent.length === 0 ? undefined : sent;
  }

  /** The text of a file that is held, where it is still that of the index. */
  #heldOf(path: string): Sent | undefined {
    const held = this.#held.take(path);
    return held?.version === this.#options.index.entry(path)?.version ? held : undefined;
  }

  /** A file that has another text by now waits for its next turn. */
  #put({ path, version }: Pick<Sent, 'path' | 'version'>, parsed: ParsedCode | undefined): void {
    const { index } = this.#options;
    if (parsed !== undefined && index.entry(path)?.version === version) index.putCode(path, parsed);
  }
}

function sentOf({ path, version, language, stamp }: Entry, text: string): Sent {
  // A buffer lies over it, or it changed a moment ago.
  return { path, version, text, language, ...(stamp.mtime < 0 && { file: path }) };
}
