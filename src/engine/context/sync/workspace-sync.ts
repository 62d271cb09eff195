import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { limits } from '../../limits.ts';
import type { Clock } from '../../ports/clock.ts';
import type { IndexProgress } from '../../ports/context-source.ts';
import type { History } from '../history/history.ts';
import type { RunGit } from '../history/run-git.ts';
import type { FileIndex } from '../index/file-index.ts';
import { readText } from '../index/read-text.ts';
import { isSecretFile } from '../redact/redact.ts';
import { createInsideCheck } from '../walk/inside-folder.ts';
import { listFiles } from '../walk/list-files.ts';
import { underFolders } from '../walk/under-folders.ts';

export interface SyncOptions {
  readonly folder: string;
  readonly index: FileIndex;
  readonly history: History;
  readonly git: RunGit;
  readonly exclude: readonly string[];
  readonly clock: Clock;
}

/** Files per transaction: short enough that another window on the same index is not kept waiting. */
const BATCH = 100;

/** Keeps the index true to the workspace: the files on disk, with the text of unsaved buffers over them. */
export class WorkspaceSync {
  readonly #options: SyncOptions;
  readonly #overlays = new Map<string, string>();
  readonly #links: ReturnType<typeof createInsideCheck>;
  /** For people: what the last look at the folder left out. */
  notices: readonly string[] = [];

  constructor(options: SyncOptions) {
    this.#options = options;
    this.#links = createInsideCheck(options.folder);
  }

  /** Brings the index up to the folder: reads what is new or has another size or time, forgets what is gone. */
  async sync(onProgress: (progress: IndexProgress) => void): Promise<void> {
    const { folder, index, git, exclude, clock, history } = this.#options;
    onProgress({ done: 0, total: 0 });
    this.#links.forget();
    const [list] = await Promise.all([listFiles(folder, exclude, git), history.refresh()]);
    this.notices = list.notices;
    const known = index.stamps();
    const total = list.paths.length;
    for (let from = 0; from < total; from += BATCH) {
      const batch = list.paths.slice(from, from + BATCH);
      const stale = batch.filter((path) => this.#isStale(path, known.get(path)));
      if (stale.length > 0) index.transaction(() => stale.map((path) => this.#update(path)));
      if (stale.length > 0 || from % 5_000 === 0) {
        onProgress({ done: Math.min(total, from + BATCH), total });
        // Lets messages in between two batches.
        await new Promise<void>((resolve) => clock.after(0, resolve));
      }
    }
    const listed = new Set(list.paths);
    const gone = [...known.keys()].filter((path) => !listed.has(path));
    if (gone.length > 0) index.transaction(() => gone.map((path) => index.remove(path)));
    onProgress({ done: total, total });
  }

  /** Takes in changed, new or deleted files, or folders with all that is in them; git itself when a path lies in `.git/`. */
  async apply(paths: readonly string[]): Promise<void> {
    const { index, git, exclude, folder, history } = this.#options;
    this.#links.forget();
    const fresh = paths.filter((path) => !path.startsWith('.git/') && !index.has(path));
    if (fresh.length < paths.length && paths.some((path) => path.startsWith('.git/'))) await history.refresh();
    const wanted = fresh.length === 0 ? new Set<string>() : new Set((await listFiles(folder, exclude, git)).paths);
    const folders = new Set(fresh.filter((path) => !wanted.has(path)));
    const within = folders.size === 0 ? [] : underFolders([...wanted, ...index.stamps().keys()], folders);
    const changed = [...new Set([...paths.filter((path) => index.has(path) || wanted.has(path)), ...within])];
    if (changed.length > 0) index.transaction(() => changed.map((path) => this.#update(path)));
  }

  /** The text of an unsaved buffer lies over the file; `undefined` takes it away. Files of secrets take none. */
  overlay(path: string, text: string | undefined): void {
    if (!this.#options.index.has(path) || isSecretFile(path)) return;
    if (text === undefined) this.#overlays.delete(path);
    else if (text.length <= limits.indexedFileBytes) this.#overlays.set(path, text);
    this.#options.index.transaction(() => this.#update(path));
  }

  /** The text of a file as it is now, unsaved edits applied; `undefined` for binary, huge, secret, unreadable and unknown files. */
  read(path: string): string | undefined {
    const overlay = this.#overlays.get(path);
    if (overlay !== undefined) return overlay;
    if (isSecretFile(path) || !this.#links.inside(path)) return undefined;
    return readText(join(this.#options.folder, path))?.text;
  }

  #isStale(path: string, stamp: { readonly size: number; readonly mtime: number } | undefined): boolean {
    if (stamp === undefined) return true;
    if (this.#overlays.has(path)) return false;
    const stat = lstatSync(join(this.#options.folder, path), { throwIfNoEntry: false });
    return stat === undefined || stat.size !== stamp.size || stat.mtimeMs !== stamp.mtime;
  }

  #update(path: string): void {
    const { folder, index } = this.#options;
    const disk = this.#links.inside(path) ? readText(join(folder, path)) : undefined;
    if (disk === undefined) {
      index.remove(path);
      return;
    }
    const text = this.#overlays.get(path) ?? (isSecretFile(path) ? undefined : disk.text);
    index.put(path, { ...disk, text });
  }
}
