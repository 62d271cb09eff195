import type { Dependency, ProjectContext } from '../domain/context.ts';
import type { Finding } from '../domain/finding.ts';
import type { ProjectView } from '../domain/project-view.ts';
import type { SkillInput } from '../domain/skill.ts';
import { limits } from '../limits.ts';
import type { Clock } from '../ports/clock.ts';
import type { CompressRequest, IndexProgress } from '../ports/context-source.ts';
import { readDependencies } from './facts/dependencies.ts';
import { keyDependencies } from './facts/key-dependencies.ts';
import { projectFacts } from './facts/project-facts.ts';
import { History } from './history/history.ts';
import type { RunGit } from './history/run-git.ts';
import type { FileIndex } from './index/file-index.ts';
import { fitFrame } from './pack/frame.ts';
import { packContext } from './pack/pack-context.ts';
import { createProjectView } from './project-view.ts';
import { rankFiles } from './rank/rank-files.ts';
import { redact } from './redact/redact.ts';
import { redactFrame } from './redact/redact-frame.ts';
import { WorkspaceSync } from './sync/workspace-sync.ts';

export interface CompressorOptions {
  readonly folder: string;
  readonly index: FileIndex;
  readonly git: RunGit;
  readonly exclude: readonly string[];
  readonly clock: Clock;
  /** Runs the skills of an agent; injected, because agents are another room. */
  readonly runSkills: (ids: readonly string[], input: SkillInput) => readonly Finding[];
}

/** Changes in a context. */
const MAX_CHANGES = 6;
/** Share of the budget that everything but files may take. */
const FRAME_SHARE = 0.4;

/** Step 1, where the index is: walk, rank and pack put together. */
export class Compressor {
  readonly #options: CompressorOptions;
  readonly #history: History;
  readonly #sync: WorkspaceSync;
  #slow: { readonly dependencies: readonly Dependency[]; readonly view: ProjectView } | undefined;

  constructor(options: CompressorOptions) {
    this.#options = options;
    this.#history = new History(options.git);
    this.#sync = new WorkspaceSync({ ...options, history: this.#history });
  }

  /** For people: what the index left out. */
  get notices(): readonly string[] {
    return this.#sync.notices;
  }

  /** Brings the index up to the folder. */
  async sync(onProgress: (progress: IndexProgress) => void): Promise<void> {
    await this.#sync.sync(onProgress);
    this.#slow = undefined;
  }

  /** Takes in changed, new or deleted files and folders. */
  async apply(paths: readonly string[]): Promise<void> {
    await this.#sync.apply(paths);
    this.#slow = undefined;
  }

  /** The text of an unsaved buffer lies over the file; `undefined` takes it away. */
  overlay(path: string, text: string | undefined): void {
    this.#sync.overlay(path, text);
    this.#slow = undefined;
  }

  compress({ question, agent, budget }: CompressRequest): ProjectContext {
    const { index, runSkills } = this.#options;
    const { view, dependencies } = this.#slowFacts();
    const read = (path: string): string | undefined => this.#sync.read(path);
    const ranked = rankFiles(index, question, agent.id).filter(({ path }) => read(path) !== undefined);
    const chosen = ranked.map(({ path }) => path);
    const { frame, count } = redactFrame({
      project: view.facts,
      dependencies: keyDependencies(dependencies, view, chosen),
      changes: this.#history.changes(chosen.slice(0, 8), MAX_CHANGES),
      findings: runSkills(agent.skills, { question, view, chosen }).slice(0, limits.findings),
    });
    const fitted = fitFrame(frame, Math.floor(budget * FRAME_SHARE));
    const context = packContext({ frame: fitted, ranked, question, budget, read });
    return { ...context, redacted: context.redacted + count };
  }

  #slowFacts(): { readonly dependencies: readonly Dependency[]; readonly view: ProjectView } {
    if (this.#slow === undefined) {
      const { folder, index } = this.#options;
      // Skills cut lines short: a secret must be gone before, or its half is no longer known for one.
      const read = (path: string): string | undefined => {
        const text = this.#sync.read(path);
        return text === undefined ? undefined : redact(text).text;
      };
      const dependencies = readDependencies((path) => (index.has(path) ? read(path) : undefined));
      const facts = projectFacts(
        folder,
        index.files(),
        dependencies,
        index.has('package.json') ? read('package.json') : undefined,
      );
      const view = createProjectView({ index, history: this.#history, facts, dependencies, read });
      this.#slow = { dependencies, view };
    }
    return this.#slow;
  }
}
