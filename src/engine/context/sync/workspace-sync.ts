import { limits } from '../../limits.ts';
import type { IndexProgress } from '../../ports/context-source.ts';
import type { History } from '../history/history.ts';
import type { FileIndex } from '../index/file-index.ts';
import type { FileText } from '../index/read-text.ts';
import type { WorkspaceList } from '../walk/workspace-list.ts';
import type { Pace } from './pace.ts';
import type { SeenFile, WorkspaceFiles } from './workspace-files.ts';

export interface SyncOptions {
  readonly list: WorkspaceList;
  readonly index: FileIndex;
  readonly files: WorkspaceFiles;
  readonly history: History;
  readonly pace: Pace;
  /** Takes in the text of one of a few files that changed; see `FileIndex.putText`. */
  readonly putChanged: PutFile;
  /** The order in which to take in the files of a first index, where they are not too many for their code to be read beside them. */
  readonly ordered: (paths: readonly string[]) => readonly string[];
  /** Takes in the text of one of those. */
  readonly putFirst: PutFile;
}

type PutFile = (path: string, file: FileText) => boolean;
type OnProgress = (progress: IndexProgress) => void;

/** Files that alter which other files belong to the workspace. */
const ALTERS_THE_LIST = /(^|\/)(\.(gitignore|weeignore|gitmodules)|\.git\/info\/exclude)$/;
/** Files looked at between two glances at the time. */
const GLANCE = 200;

/**
 * Phase one: keeps the text of the index true to the workspace. Stamps are compared first and contents second, so that only what
 * changed is read, and only what reads otherwise is written. Work is cut into slices, and a stop takes effect at once.
 */
export class WorkspaceSync {
  readonly #options: SyncOptions;
  /** Changes that a stop kept from the index. */
  readonly #pending = new Set<string>();
  /** A change asks for a look at the whole workspace. */
  #relist = false;
  /** The look at the whole workspace that goes on. */
  #checking: Promise<readonly string[]> | undefined;
  /** Paths that changed while it goes on: it knows them no better. */
  readonly #meanwhile = new Set<string>();

  constructor(options: SyncOptions) {
    this.#options = options;
  }

  /**
   * Brings the index up to the whole workspace: reads what is new or has another stamp, forgets what is gone. Resolves to the
   * paths that had changed. A stop leaves the index incomplete, and keeps what was done.
   */
  check(onProgress: OnProgress): Promise<readonly string[]> {
    this.#checking ??= this.#check(onProgress).finally(() => {
      this.#checking = undefined;
    });
    return this.#checking;
  }

  async #check(onProgress: OnProgress): Promise<readonly string[]> {
    // No text hangs on it: git reads it while they are taken in.
    const [changed] = await Promise.all([this.#takeAll(onProgress), this.#options.history.refresh()]);
    return changed;
  }

  async #takeAll(onProgress: OnProgress): Promise<readonly string[]> {
    const { index, files, list } = this.#options;
    this.#relist = false;
    this.#meanwhile.clear();
    onProgress({ done: 0, total: 0 });
    files.forget();
    const paths = await list.all();
    const changed: string[] = [];
    const listed = new Set(paths);
    const gone = [...index.paths()].filter((path) => !listed.has(path) && !this.#meanwhile.has(path));
    if (gone.length > 0) changed.push(...index.transaction(() => gone.filter((path) => index.remove(path))));
    const along = !index.complete && paths.length <= limits.readAlongFiles;
    const { ordered, putFirst } = this.#options;
    if (!(await this.#update(along ? ordered(paths) : paths, changed, onProgress, along ? putFirst : undefined))) {
      this.#relist = true;
      return changed;
    }
    // What was remembered of every folder.
    files.forget();
    index.markComplete();
    onProgress({ done: paths.length, total: paths.length });
    return changed;
  }

  /**
   * Takes in changed, new or deleted files, or folders with all that is in them; git itself when a path lies in `.git/`. Resolves
   * to the paths that had changed. What a stop keeps from being taken in waits for the next call.
   */
  async apply(paths: readonly string[], onProgress: OnProgress): Promise<readonly string[]> {
    const { files, history, pace } = this.#options;
    for (const path of paths) {
      this.#pending.add(path);
      if (this.#checking !== undefined) this.#meanwhile.add(path);
    }
    if (this.#pending.size > limits.changedPaths || paths.some((path) => ALTERS_THE_LIST.test(path)))
      this.#relist = true;
    if (pace.stopped) return [];
    files.forget();
    const changed: string[] = [];
    if (this.#relist) await this.#checking;
    if (this.#relist) {
      this.#pending.clear();
      changed.push(...(await this.check(onProgress)));
    }
    const pending = [...this.#pending];
    this.#pending.clear();
    if (pending.some(isGits)) await history.refresh();
    const wanted = await this.#wanted(pending.filter((path) => !isGits(path)));
    const put = wanted.length <= limits.parsedAtOnce ? this.#options.putChanged : undefined;
    if (!(await this.#update(wanted, changed, onProgress, put))) for (const path of wanted) this.#pending.add(path);
    return changed;
  }

  /** The next `apply` looks at the whole workspace. */
  lookAtAll(): void {
    this.#relist = true;
  }

  /** Makes the index right about these files, at once: they are about to be shown. Returns those that had changed. `seen`: see `isStale`. */
  refresh(paths: readonly string[], seen: ReadonlyMap<string, SeenFile>): readonly string[] {
    const { index, files } = this.#options;
    const stale = paths.filter((path) => files.isStale(path, index.entry(path)?.stamp, seen.get(path)));
    return stale.length === 0 ? [] : index.transaction(() => stale.filter((path) => this.#take(path)));
  }

  /** Takes in the unsaved buffer over a file, or its being taken away; what reads its code is at it, and there when it is saved. */
  takeOverlay(path: string): void {
    const { index } = this.#options;
    if (index.has(path)) index.transaction(() => this.#take(path, this.#options.putChanged));
  }

  /** Of changed paths, the files to look at: known ones, new ones that belong to the workspace, and those in folders. */
  async #wanted(paths: readonly string[]): Promise<string[]> {
    const { index, files, list } = this.#options;
    const known = paths.filter((path) => index.has(path) && !files.isFolder(path));
    const fresh = paths.filter((path) => !index.has(path) || files.isFolder(path));
    if (fresh.length === 0) return known;
    const inside = fresh.filter((path) => !files.isFile(path)).flatMap((path) => index.under(path));
    return [...new Set([...known, ...inside, ...(await list.some(fresh))])];
  }

  /** Looks at each of these files; gathers those that had changed. Resolves to whether it came to the end. */
  async #update(paths: readonly string[], changed: string[], onProgress: OnProgress, put?: PutFile): Promise<boolean> {
    const { index, pace } = this.#options;
    const total = paths.length;
    for (let from = 0; from < total; ) {
      const [next, stale] = this.#lookAhead(paths, from);
      let done = 0;
      while (done < stale.length) {
        index.transaction(() => {
          for (; done < stale.length && !pace.due(index.complete); done++) {
            const path = stale[done] ?? '';
            if (this.#take(path, put)) changed.push(path);
          }
        });
        if (!pace.due(index.complete)) continue;
        onProgress({ done: from + done, total });
        if (!(await pace.yield())) return false;
      }
      from = next;
      if (pace.due(true)) {
        onProgress({ done: from, total });
        if (!(await pace.yield())) return false;
      }
    }
    return true;
  }

  /** The next files that may have changed, and where to go on. */
  #lookAhead(paths: readonly string[], from: number): [next: number, stale: string[]] {
    const { index, files } = this.#options;
    const next = Math.min(paths.length, from + GLANCE);
    return [next, paths.slice(from, next).filter((path) => files.isStale(path, index.entry(path)?.stamp))];
  }

  /** Reads one file into the index, or forgets it. Returns whether a search could tell. */
  #take(path: string, put: PutFile = (_, file) => this.#options.index.putText(path, file)): boolean {
    const { index, files } = this.#options;
    const file = files.load(path);
    return file === undefined ? index.remove(path) : put(path, file);
  }
}

/** Whether a path is one of git's own files. */
function isGits(path: string): boolean {
  return /(^|\/)\.git\//.test(path);
}
