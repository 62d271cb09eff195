import type { ProjectContext } from '../domain/context/context.ts';
import type { Finding } from '../domain/finding.ts';
import type { SkillInput } from '../domain/skill.ts';
import type { WorkspaceFolders } from '../domain/workspace-folders.ts';
import { limits } from '../limits.ts';
import type { Clock } from '../ports/clock.ts';
import type { CompressRequest, IndexProgress } from '../ports/context-source.ts';
import type { Embedder } from '../ports/embedder.ts';
import type { CodeReader } from './code/code-parser.ts';
import { ContextMaker } from './context-maker.ts';
import { ImportRules } from './facts/import-rules.ts';
import { Manifests } from './facts/manifests.ts';
import { ChangedSymbols } from './history/changed-symbols.ts';
import { History } from './history/history.ts';
import type { RunGit } from './history/run-git.ts';
import type { FileIndex } from './index/file-index.ts';
import { Meaning } from './meaning/meaning.ts';
import { Rehearsal } from './rehearsal.ts';
import { CodeQueue } from './sync/code-queue.ts';
import { HeadWatch } from './sync/head-watch.ts';
import { Pace } from './sync/pace.ts';
import { type SeenFile, WorkspaceFiles } from './sync/workspace-files.ts';
import { WorkspaceSync } from './sync/workspace-sync.ts';
import { WorkspaceList } from './walk/workspace-list.ts';

export interface CompressorOptions {
  readonly folders: WorkspaceFolders;
  readonly index: FileIndex;
  /** Git in a folder, by absolute path. */
  readonly git: (folder: string) => RunGit;
  readonly clock: Clock;
  readonly reader: CodeReader;
  /** Runs the skills of an agent; injected, because agents are another room. */
  readonly runSkills: (ids: readonly string[], input: SkillInput) => readonly Finding[];
  /** An endpoint for embeddings, where one is set up. */
  readonly embedder?: Embedder | undefined;
  /** One question is asked and no other: it waits for all that belongs to it. */
  readonly once?: boolean;
  /** For whom contexts are rehearsed; see `Rehearsal`. */
  readonly rehearsedAs?: readonly CompressRequest['agent'][] | undefined;
  /** See `HeadWatch`. */
  readonly onGitPlaces?: (places: readonly string[]) => void;
}

/** Step 1, where the index is: an index that is kept right about its workspace, and the contexts that are made from it. */
export class Compressor {
  readonly #options: CompressorOptions;
  readonly #history: History;
  readonly #changed: ChangedSymbols;
  readonly #meaning: Meaning | undefined;
  readonly #files: WorkspaceFiles;
  readonly #pace: Pace;
  readonly #list: WorkspaceList;
  readonly #sync: WorkspaceSync;
  readonly #code: CodeQueue;
  readonly #maker: ContextMaker;
  readonly #rehearsal: Rehearsal;
  readonly #head: HeadWatch;

  constructor(options: CompressorOptions) {
    this.#options = options;
    const { folders, index, clock, reader } = options;
    const roots = folders.all.map((folder) => ({ ...folder, git: options.git(folder.path) }));
    this.#history = new History(roots, index);
    this.#changed = new ChangedSymbols({ pasts: roots, table: index.changed, reader, clock });
    this.#head = new HeadWatch(
      roots.map(({ git }) => git),
      options.onGitPlaces,
    );
    this.#files = new WorkspaceFiles(folders, clock);
    this.#pace = new Pace(clock);
    this.#list = new WorkspaceList(roots, () => this.#pace.yield());
    const shared = { index, files: this.#files, pace: this.#pace };
    this.#code = new CodeQueue({ ...shared, reader });
    this.#sync = new WorkspaceSync({
      ...shared,
      list: this.#list,
      history: this.#history,
      putChanged: (path, file) => this.#code.putText(path, file),
      ordered: (paths) => this.#code.ordered(paths),
      putFirst: (path, file) => this.#code.putFirst(path, file),
    });
    const read = (path: string): string | undefined => this.#files.read(path);
    const { embedder, once = false } = options;
    this.#meaning = embedder === undefined ? undefined : new Meaning({ index, read, embedder, clock, once });
    const prefixes = roots.map(({ prefix }) => prefix);
    const maker = new ContextMaker({
      name: folders.name,
      index,
      history: this.#history,
      changed: this.#changed,
      meaning: this.#meaning,
      waits: once,
      files: this.#files,
      code: this.#code,
      imports: new ImportRules(index, read),
      manifests: new Manifests(index, read, prefixes),
      runSkills: options.runSkills,
      refresh: (paths, seen) => this.refresh(paths, seen),
    });
    this.#maker = maker;
    const { rehearsedAs: agents = [{ id: '', skills: [] }] } = options;
    this.#rehearsal = new Rehearsal({ index, history: this.#history, maker, agents });
  }

  /** For people: what the index left out, and contexts. */
  get notices(): readonly string[] {
    return [...this.#list.notices, ...(this.#meaning?.notices ?? [])];
  }

  /** Brings the index up to the folder. Resolves to whether a search could tell. */
  async sync(onProgress: (progress: IndexProgress) => void): Promise<boolean> {
    await this.#head.find();
    const checked = await this.#sync.check(onProgress);
    return checked.length > 0;
  }

  /** Takes in changed, new or deleted files and folders; `all` looks at every file again. */
  async apply(
    paths: readonly string[] | 'all',
    onProgress: (progress: IndexProgress) => void = () => {},
  ): Promise<void> {
    if (paths === 'all') this.#sync.lookAtAll();
    // Where HEAD moved, this takes it in: the next question need not look at everything for it.
    if (paths === 'all' || paths.some((path) => /(^|\/)\.git\//.test(path))) this.#head.moved();
    const changed = await this.#sync.apply(paths === 'all' ? [] : paths, onProgress);
    if (changed.length <= limits.parsedAtOnce && !this.#pace.stopped) await this.#code.parse(changed);
    await this.#changed.follow(this.#history.commits, this.#isProduct);
  }

  /** The text of an unsaved buffer lies over the file; `undefined` takes it away. */
  overlay(path: string, text: string | undefined): void {
    this.#files.overlay(path, text);
    this.#sync.takeOverlay(path);
  }

  /**
   * Reads the code of the files whose turn has not come, giving way to others, and then of those that `more` says have come. Resolves
   * to how many it read.
   */
  readCode(
    onProgress: (progress: IndexProgress) => void,
    giveWay: () => Promise<unknown>,
    more?: () => Promise<boolean>,
  ): Promise<number> {
    return this.#code.run(onProgress, giveWay, more);
  }

  /** Makes searching faster when the files are read, giving way to others. */
  async mergeIndex(giveWay: () => Promise<unknown>): Promise<void> {
    const { index } = this.#options;
    if (!index.complete) return;
    while (!this.#pace.stopped && !index.merge() && (await this.#pace.yield())) await giveWay();
  }

  /**
   * Reads what the last commits changed before a question needs it, and embeds what is new, giving way to others. Resolves to whether
   * that could alter a context.
   */
  async readAhead(giveWay: () => Promise<unknown>): Promise<boolean> {
    const goOn = async (): Promise<boolean> => {
      if (!this.#pace.due(true)) return true;
      const more = await this.#pace.yield();
      if (more) await giveWay();
      return more;
    };
    if (!(await goOn())) return false;
    await this.#changed.readAhead(this.#history.commits, this.#isProduct, goOn);
    this.#code.rest();
    await this.#history.keep();
    return (await goOn()) && ((await this.#meaning?.embedAhead(goOn)) ?? false);
  }

  /** One step towards contexts that are made faster; see `Rehearsal`. Returns whether there is more to do. */
  rehearse(): boolean {
    const { index } = this.#options;
    if (this.#pace.stopped || !index.complete || index.waiting() > 0) return false;
    return this.#rehearsal.step();
  }

  readonly #isProduct = (path: string): boolean => this.#options.index.entry(path)?.kind === 'product';

  /** Stops work on the index at once; what was under way waits for `go`. */
  stop(): void {
    this.#pace.stop();
  }

  go(): void {
    this.#pace.go();
  }

  /** Makes the index right about these files. Returns whether it was not. */
  refresh(paths: readonly string[], seen: ReadonlyMap<string, SeenFile> = new Map()): boolean {
    const { index } = this.#options;
    if (index.refresh()) for (const path of this.#files.overlaid()) this.#sync.takeOverlay(path);
    return (
      this.#sync.refresh(
        paths.filter((path) => index.has(path)),
        seen,
      ).length > 0
    );
  }

  /** Looks at everything again if HEAD moved and nobody told. Resolves to whether it had. */
  async followHead(): Promise<boolean> {
    if (!this.#head.moved()) return false;
    await this.#sync.check(() => {});
    return true;
  }

  /** The context of a question. `onStale` is called when the index had missed a change. */
  async compress(request: CompressRequest, onStale: () => void = () => {}): Promise<ProjectContext> {
    this.refresh([]);
    await this.#history.known();
    if (await this.followHead()) onStale();
    await this.#changed.follow(this.#history.commits, this.#isProduct);
    await this.#meaning?.embedOnce();
    const { clock } = this.#options;
    const began = clock.monotonic();
    const context = await this.#maker.make(request, onStale);
    this.#rehearsal.note(request, clock.monotonic() - began);
    return context;
  }
}
