import type { IndexProgress } from '../../ports/context-source.ts';
import type { CodeParser } from '../code/code-parser.ts';
import type { FileIndex } from '../index/file-index.ts';
import { redact } from '../redact/redact.ts';
import type { Pace } from './pace.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

export interface CodeQueueOptions {
  readonly index: FileIndex;
  readonly files: WorkspaceFiles;
  readonly parser: CodeParser;
  readonly pace: Pace;
}

/** Files whose grammars are loaded together. */
const BATCH = 100;

/**
 * Phase two: what a parser understands of each file, once its turn has come. What it finds is a function of the file's text alone;
 * a question has the files that it chose parsed at once.
 */
export class CodeQueue {
  readonly #options: CodeQueueOptions;

  constructor(options: CodeQueueOptions) {
    this.#options = options;
  }

  /** Parses these files now, where that is still to be done. Resolves to whether it was for any. */
  async parse(paths: readonly string[]): Promise<boolean> {
    const { index } = this.#options;
    const waiting = paths.filter((path) => index.entry(path)?.parsed === false);
    if (waiting.length === 0) return false;
    await this.#load(waiting);
    index.transaction(() => {
      for (const path of waiting) this.#parse(path);
    });
    return true;
  }

  /** Works through all that waits, giving way to others. Resolves to how many files it parsed; a stop leaves the rest waiting. */
  async run(onProgress: (progress: IndexProgress) => void, giveWay: () => Promise<unknown>): Promise<number> {
    const { index, pace } = this.#options;
    let done = 0;
    while (!pace.stopped) {
      const batch = index.nextWaiting(BATCH);
      if (batch.length === 0) break;
      await this.#load(batch);
      let at = 0;
      while (at < batch.length) {
        index.transaction(() => {
          for (; at < batch.length && !pace.due(true); at++) this.#parse(batch[at] ?? '');
        });
        if (!pace.due(true)) continue;
        onProgress({ done: done + at, total: done + at + index.waiting(), phase: 'code' });
        if (!(await pace.yield())) return done + at;
        await giveWay();
      }
      done += at;
    }
    return done;
  }

  async #load(paths: readonly string[]): Promise<void> {
    const { index, parser } = this.#options;
    const languages = new Set(paths.map((path) => index.entry(path)?.language ?? 'text'));
    for (const language of languages) await parser.load(language);
  }

  #parse(path: string): void {
    const { index, files, parser } = this.#options;
    const file = files.load(path);
    if (file === undefined) {
      index.remove(path);
      return;
    }
    // The text may have changed since the first phase read it.
    index.putText(path, file);
    const entry = index.entry(path);
    if (entry === undefined || entry.parsed) return;
    index.putCode(path, parser.parse(redact(file.text ?? '').text, entry.language));
  }
}
