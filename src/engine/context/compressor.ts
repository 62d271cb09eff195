import type { ProjectContext } from '../domain/context.ts';
import type { Finding } from '../domain/finding.ts';
import type { ProjectView } from '../domain/project-view.ts';
import type { Question } from '../domain/question.ts';
import type { SkillInput } from '../domain/skill.ts';
import type { WorkspaceFolders } from '../domain/workspace-folders.ts';
import type { Clock } from '../ports/clock.ts';
import type { CompressRequest, IndexProgress } from '../ports/context-source.ts';
import type { CodeParser } from './code/code-parser.ts';
import { keyDependencies } from './facts/key-dependencies.ts';
import { Manifests } from './facts/manifests.ts';
import { projectFacts } from './facts/project-facts.ts';
import { History } from './history/history.ts';
import type { RunGit } from './history/run-git.ts';
import type { FileIndex } from './index/file-index.ts';
import { fitFrame } from './pack/frame.ts';
import { packContext } from './pack/pack-context.ts';
import { createProjectView } from './project-view.ts';
import { type RankedFile, Ranker } from './rank/ranker.ts';
import { redactFrame } from './redact/redact-frame.ts';
import { rememberedRedact } from './redact/remembered-redact.ts';
import { CodeQueue } from './sync/code-queue.ts';
import { HeadWatch } from './sync/head-watch.ts';
import { Pace } from './sync/pace.ts';
import { WorkspaceFiles } from './sync/workspace-files.ts';
import { WorkspaceSync } from './sync/workspace-sync.ts';
import { teamFindings } from './team-findings.ts';
import { WorkspaceList } from './walk/workspace-list.ts';

export interface CompressorOptions {
  readonly folders: WorkspaceFolders;
  readonly index: FileIndex;
  /** Git in a folder, by absolute path. */
  readonly git: (folder: string) => RunGit;
  readonly clock: Clock;
  readonly parser: CodeParser;
  /** Runs the skills of an agent; injected, because agents are another room. */
  readonly runSkills: (ids: readonly string[], input: SkillInput) => readonly Finding[];
  /** See `HeadWatch`. */
  readonly onGitPlaces?: (places: readonly string[]) => void;
}

/** Changes in a context. */
const MAX_CHANGES = 6;
/** Share of the budget that everything but files may take. */
const FRAME_SHARE = 0.4;

/** Files whose code is read together with their change; that of more of them waits for its turn. */
const AT_ONCE = 50;
/** How often what a question chose is chosen anew, because the index was not right about it. */
const ROUNDS = 3;

/** Step 1, where the index is: walk, rank and pack put together. */
export class Compressor {
  readonly #options: CompressorOptions;
  readonly #history: History;
  readonly #ranker: Ranker;
  readonly #files: WorkspaceFiles;
  readonly #pace: Pace;
  readonly #list: WorkspaceList;
  readonly #sync: WorkspaceSync;
  readonly #code: CodeQueue;
  readonly #manifests: Manifests;
  readonly #head: HeadWatch;

  constructor(options: CompressorOptions) {
    this.#options = options;
    const { folders, index, clock, parser } = options;
    const roots = folders.all.map((folder) => ({ ...folder, git: options.git(folder.path) }));
    this.#history = new History(roots);
    this.#head = new HeadWatch(
      roots.map(({ git }) => git),
      options.onGitPlaces,
    );
    this.#ranker = new Ranker(options.index, this.#history);
    this.#files = new WorkspaceFiles(folders, clock);
    this.#pace = new Pace(clock);
    this.#list = new WorkspaceList(roots, () => this.#pace.yield());
    const shared = { index, files: this.#files, pace: this.#pace };
    this.#sync = new WorkspaceSync({ ...shared, list: this.#list, history: this.#history });
    this.#code = new CodeQueue({ ...shared, parser });
    const prefixes = roots.map(({ prefix }) => prefix);
    this.#manifests = new Manifests(index, (path) => this.#files.read(path), prefixes);
  }

  /** For people: what the index left out. */
  get notices(): readonly string[] {
    return this.#list.notices;
  }

  /** Brings the index up to the folder. Resolves to whether a search could tell. */
  async sync(onProgress: (progress: IndexProgress) => void): Promise<boolean> {
    await this.#head.find();
    return (await this.#sync.check(onProgress)).length > 0;
  }

  /** Takes in changed, new or deleted files and folders; `all` looks at every file again. */
  async apply(
    paths: readonly string[] | 'all',
    onProgress: (progress: IndexProgress) => void = () => {},
  ): Promise<void> {
    if (paths === 'all') this.#sync.lookAtAll();
    else if (paths.some((path) => /(^|\/)\.git\//.test(path))) this.#head.moved();
    const changed = await this.#sync.apply(paths === 'all' ? [] : paths, onProgress);
    if (changed.length <= AT_ONCE && !this.#pace.stopped) await this.#code.parse(changed);
  }

  /** The text of an unsaved buffer lies over the file; `undefined` takes it away. */
  overlay(path: string, text: string | undefined): void {
    this.#files.overlay(path, text);
    this.#sync.takeOverlay(path);
  }

  /** Reads the code of the files whose turn has not come, giving way to others. Resolves to how many it read. */
  readCode(onProgress: (progress: IndexProgress) => void, giveWay: () => Promise<unknown>): Promise<number> {
    return this.#code.run(onProgress, giveWay);
  }

  /** Makes searching faster when the files are read, giving way to others. */
  async mergeIndex(giveWay: () => Promise<unknown>): Promise<void> {
    const { index } = this.#options;
    if (!index.complete) return;
    while (!this.#pace.stopped && !index.merge() && (await this.#pace.yield())) await giveWay();
  }

  /** Stops work on the index at once; what was under way waits for `go`. */
  stop(): void {
    this.#pace.stop();
  }

  go(): void {
    this.#pace.go();
  }

  /** Makes the index right about these files. Returns whether it was not. */
  refresh(paths: readonly string[]): boolean {
    const { index } = this.#options;
    if (index.refresh()) for (const path of this.#files.overlaid()) this.#sync.takeOverlay(path);
    return this.#sync.refresh(paths.filter((path) => index.has(path))).length > 0;
  }

  /** Looks at everything again if HEAD moved and nobody told. Resolves to whether it had. */
  async followHead(): Promise<boolean> {
    if (!this.#head.moved()) return false;
    await this.#sync.check(() => {});
    return true;
  }

  /** The context of a question. `onStale` is called when the index had missed a change. */
  async compress(
    { question, agent, team, colleagues = [], budget }: CompressRequest,
    onStale: () => void = () => {},
  ): Promise<ProjectContext> {
    const { runSkills } = this.#options;
    const read = (path: string): string | undefined => this.#files.read(path);
    this.refresh([]);
    await this.#history.known();
    if (await this.followHead()) onStale();
    const ranked = await this.#choose(question, agent.id, onStale);
    const view = this.#view();
    const chosen = ranked.map(({ path }) => path);
    const { frame, count } = redactFrame({
      project: view.facts,
      dependencies: keyDependencies(view.dependencies(), view, chosen),
      changes: this.#history.changes(chosen.slice(0, 8), MAX_CHANGES),
      findings: teamFindings(team ?? [agent], (skills) => runSkills(skills, { question, view, chosen, colleagues })),
    });
    const fitted = fitFrame(frame, Math.floor(budget * FRAME_SHARE));
    const context = packContext({
      frame: fitted,
      ranked,
      question,
      budget,
      read,
      definitions: (path) => view.definitions({ path }),
      imports: (path) => view.imports({ from: path }).map(({ line }) => line),
    });
    return { ...context, redacted: context.redacted + count };
  }

  /** The files for a question; the index is right about each of them, and has their code. */
  async #choose(question: Question, agent: string, onStale: () => void): Promise<RankedFile[]> {
    for (let round = 1; ; round++) {
      const ranked = this.#ranker.rank(question, agent).filter(({ path }) => this.#files.read(path) !== undefined);
      const paths = ranked.map(({ path }) => path);
      const stale = this.refresh(paths);
      if (stale) onStale();
      const parsed = await this.#code.parse(paths);
      if (round === ROUNDS || !(stale || parsed)) return ranked;
    }
  }

  #view(): ProjectView {
    const { folders, index } = this.#options;
    const clean = new Map<string, string | undefined>();
    // Skills cut lines short: a secret must be gone before, or its half is no longer known for one.
    const read = (path: string): string | undefined => {
      if (!clean.has(path)) {
        const text = this.#files.read(path);
        clean.set(path, text === undefined ? undefined : rememberedRedact(text).text);
      }
      return clean.get(path);
    };
    const { dependencies, name } = this.#manifests.read();
    const facts = projectFacts(name ?? folders.name, index.languages(), dependencies);
    return createProjectView({ index, ranker: this.#ranker, history: this.#history, facts, dependencies, read });
  }
}
