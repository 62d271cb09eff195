import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { ContextFile, Dependency, ProjectContext } from '../domain/context.ts';
import type { Finding } from '../domain/finding.ts';
import type { ProjectView } from '../domain/project-view.ts';
import type { Question } from '../domain/question.ts';
import { renderContext } from '../domain/render-context.ts';
import type { SkillInput } from '../domain/skill.ts';
import { limits } from '../limits.ts';
import type { Clock } from '../ports/clock.ts';
import type { CompressRequest, IndexProgress } from '../ports/context-source.ts';
import type { Log } from '../ports/log.ts';
import { readDependencies } from './facts/dependencies.ts';
import { projectFacts } from './facts/project-facts.ts';
import { History } from './history/history.ts';
import type { RunGit } from './history/run-git.ts';
import type { FileIndex } from './index/file-index.ts';
import { readText } from './index/read-text.ts';
import { countTokens } from './pack/count-tokens.ts';
import { packFile } from './pack/pack-file.ts';
import { createProjectView } from './project-view.ts';
import { type RankedFile, rankFiles } from './rank/rank-files.ts';
import { isSecretFile, redact } from './redact/redact.ts';
import { redactFrame } from './redact/redact-frame.ts';
import { createInsideCheck } from './walk/inside-folder.ts';
import { listFiles } from './walk/list-files.ts';
import { underFolders } from './walk/under-folders.ts';

export interface CompressorOptions {
  readonly folder: string;
  readonly index: FileIndex;
  readonly git: RunGit;
  readonly exclude: readonly string[];
  readonly clock: Clock;
  readonly log: Log;
  /** Runs the skills of an agent; injected, because agents are another room. */
  readonly runSkills: (ids: readonly string[], input: SkillInput) => readonly Finding[];
}

/** Files per transaction: short enough that another window on the same index is not kept waiting. */
const BATCH = 100;
/** Changes and dependencies in a context. */
const MAX_CHANGES = 6;
const MAX_DEPENDENCIES = 12;
/** Share of the budget that everything but files may take. */
const FRAME_SHARE = 0.4;

/** Step 1, where the index is: keeps it true to the workspace, and makes contexts from it. */
export class Compressor {
  readonly #options: CompressorOptions;
  readonly #history: History;
  readonly #overlays = new Map<string, string>();
  readonly #links: ReturnType<typeof createInsideCheck>;
  #slow: { readonly dependencies: readonly Dependency[]; readonly view: ProjectView } | undefined;
  notices: readonly string[] = [];

  constructor(options: CompressorOptions) {
    this.#options = options;
    this.#history = new History(options.git);
    this.#links = createInsideCheck(options.folder);
  }

  /** Brings the index up to the folder: reads what is new or has another size or time, forgets what is gone. */
  async sync(onProgress: (progress: IndexProgress) => void): Promise<void> {
    const { folder, index, git, exclude, clock } = this.#options;
    onProgress({ done: 0, total: 0 });
    this.#links.forget();
    const [list] = await Promise.all([listFiles(folder, exclude, git), this.#history.refresh()]);
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
    this.#slow = undefined;
    onProgress({ done: total, total });
  }

  /** Takes in changed, new or deleted files, or folders with all that is in them; git itself when a path lies in `.git/`. */
  async apply(paths: readonly string[]): Promise<void> {
    const { index, git, exclude, folder } = this.#options;
    this.#links.forget();
    const fresh = paths.filter((path) => !path.startsWith('.git/') && !index.has(path));
    if (fresh.length < paths.length && paths.some((path) => path.startsWith('.git/'))) await this.#history.refresh();
    const wanted = fresh.length === 0 ? new Set<string>() : new Set((await listFiles(folder, exclude, git)).paths);
    const folders = new Set(fresh.filter((path) => !wanted.has(path)));
    const within = folders.size === 0 ? [] : underFolders([...wanted, ...index.stamps().keys()], folders);
    const changed = [...new Set([...paths.filter((path) => index.has(path) || wanted.has(path)), ...within])];
    if (changed.length > 0) index.transaction(() => changed.map((path) => this.#update(path)));
    this.#slow = undefined;
  }

  /** The text of an unsaved buffer lies over the file; `undefined` takes it away. Files of secrets take none. */
  overlay(path: string, text: string | undefined): void {
    if (!this.#options.index.has(path) || isSecretFile(path)) return;
    if (text === undefined) this.#overlays.delete(path);
    else if (text.length <= limits.indexedFileBytes) this.#overlays.set(path, text);
    this.#options.index.transaction(() => this.#update(path));
    this.#slow = undefined;
  }

  compress({ question, agent, budget }: CompressRequest): ProjectContext {
    const { index, runSkills } = this.#options;
    const { view, dependencies } = this.#slowFacts();
    const ranked = rankFiles(index, question, agent.id).filter(({ path }) => this.#read(path) !== undefined);
    const chosen = ranked.map(({ path }) => path);
    const { frame, count } = redactFrame({
      project: view.facts,
      dependencies: keyDependencies(dependencies, view, chosen),
      changes: this.#history.changes(chosen.slice(0, 8), MAX_CHANGES),
      findings: runSkills(agent.skills, { question, view, chosen }).slice(0, limits.findings),
    });
    const reserved = fitFrame(frame, Math.floor(budget * FRAME_SHARE));
    const context = this.#pack(ranked, question, reserved, budget);
    return { ...context, redacted: context.redacted + count };
  }

  /** Best files first, each with a fair part of what is left; then dropped from the end until the whole fits exactly. */
  #pack(ranked: readonly RankedFile[], question: Question, frame: Frame, budget: number): ProjectContext {
    let left = budget - countTokens(renderContext({ ...frame, files: [] })) - 16;
    const packed: { readonly file: ContextFile; readonly redacted: number }[] = [];
    for (const [rank, candidate] of ranked.entries()) {
      const text = this.#read(candidate.path);
      if (text === undefined) continue;
      const { focus } = question;
      const range =
        focus?.path === candidate.path && focus.from !== undefined
          ? ([focus.from, focus.to ?? focus.from] as const)
          : undefined;
      const share = Math.max(left / Math.min(4, ranked.length - rank), 0);
      const result = packFile(candidate, text, range, Math.floor(share));
      if (result === undefined) continue;
      left -= result.cost;
      packed.push(result);
    }
    while (true) {
      const files = packed.map(({ file }) => file).sort((a, b) => (a.path < b.path ? -1 : 1));
      const tokens = countTokens(renderContext({ ...frame, files }));
      if (tokens <= budget || packed.length === 0) {
        const ranking = packed.map(({ file }) => file.path);
        const redacted = packed.reduce((sum, one) => sum + one.redacted, 0);
        return { ...frame, files, ranking, tokens, budget, redacted };
      }
      packed.pop();
    }
  }

  #slowFacts(): { readonly dependencies: readonly Dependency[]; readonly view: ProjectView } {
    if (this.#slow === undefined) {
      const { folder, index } = this.#options;
      // Skills cut lines short: a secret must be gone before, or its half is no longer known for one.
      const read = (path: string): string | undefined => {
        const text = this.#read(path);
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

  #read(path: string): string | undefined {
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

type Frame = Pick<ProjectContext, 'project' | 'dependencies' | 'changes' | 'findings'>;

/** Libraries that the chosen files import first, then as declared. */
function keyDependencies(all: readonly Dependency[], view: ProjectView, chosen: readonly string[]): Dependency[] {
  const imported = new Set(
    chosen.flatMap((from) =>
      view
        .imports({ from })
        .filter((edge) => edge.to === undefined)
        .map((edge) => edge.specifier),
    ),
  );
  const uses = ({ name }: Dependency): boolean =>
    [...imported].some((specifier) => specifier === name || specifier.startsWith(`${name}/`));
  return all.filter(uses).slice(0, MAX_DEPENDENCIES);
}

/** Leaves out the lightest findings, then changes, then dependencies, until the frame keeps to its share. */
function fitFrame(frame: Frame, budget: number): Frame {
  let fitted = frame;
  while (countTokens(renderContext({ ...fitted, files: [] })) > budget) {
    if (fitted.findings.length > 0) fitted = { ...fitted, findings: fitted.findings.slice(0, -1) };
    else if (fitted.changes.length > 0) fitted = { ...fitted, changes: fitted.changes.slice(0, -1) };
    else if (fitted.dependencies.length > 0) fitted = { ...fitted, dependencies: fitted.dependencies.slice(0, -1) };
    else break;
  }
  return fitted;
}
