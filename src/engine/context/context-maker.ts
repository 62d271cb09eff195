import type { Change, ProjectContext } from '../domain/context/context.ts';
import type { Finding } from '../domain/finding.ts';
import type { ProjectView } from '../domain/project-view.ts';
import type { Question } from '../domain/question.ts';
import type { SkillInput } from '../domain/skill.ts';
import { limits } from '../limits.ts';
import type { CompressRequest } from '../ports/context-source.ts';
import type { ImportRules } from './facts/import-rules.ts';
import { keyDependencies } from './facts/key-dependencies.ts';
import type { Manifests } from './facts/manifests.ts';
import { projectFacts } from './facts/project-facts.ts';
import type { ChangedSymbols } from './history/changed-symbols.ts';
import type { History } from './history/history.ts';
import type { FileIndex } from './index/file-index.ts';
import { textHash } from './index/text-hash.ts';
import type { Meaning } from './meaning/meaning.ts';
import { type Frame, fitFrame } from './pack/frame.ts';
import { packContext } from './pack/pack-context.ts';
import { createProjectView } from './project-view.ts';
import { type RankedFile, Ranker } from './rank/ranker.ts';
import { redactFrame } from './redact/redact-frame.ts';
import { type Redacted, rememberedRedact } from './redact/remembered-redact.ts';
import type { CodeQueue } from './sync/code-queue.ts';
import type { SeenFile, WorkspaceFiles } from './sync/workspace-files.ts';
import { teamFindings } from './team-findings.ts';

export interface ContextMakerParts {
  /** Of the workspace, where no manifest gives it one. */
  readonly name: string;
  readonly index: FileIndex;
  readonly history: History;
  readonly changed: ChangedSymbols;
  /** Where an endpoint for embeddings is set up. */
  readonly meaning: Meaning | undefined;
  readonly files: WorkspaceFiles;
  readonly code: CodeQueue;
  readonly manifests: Manifests;
  readonly imports: ImportRules;
  /** Runs the skills of an agent; injected, because agents are another room. */
  readonly runSkills: (ids: readonly string[], input: SkillInput) => readonly Finding[];
  /** A question waits for what its last commits changed. */
  readonly waits: boolean;
  /** Makes the index right about these files, given how they were seen a moment ago. Returns whether it was not. */
  readonly refresh: (paths: readonly string[], seen: ReadonlyMap<string, SeenFile>) => boolean;
}

type Read = (path: string) => Redacted | undefined;

interface Chosen {
  /** Best first. */
  readonly ranked: readonly RankedFile[];
  /** By path, each of them. */
  readonly seen: ReadonlyMap<string, SeenFile>;
}

/** The files as they are while one context is made. */
interface Sight {
  readonly read: Read;
  readonly view: ProjectView;
}

interface CountedFrame {
  readonly frame: Frame;
  /** Secrets replaced in it. */
  readonly count: number;
}

/** Files whose changes are told: the best. */
const TOLD_FILES = 8;
/** Share of the budget that everything but files may take. */
const FRAME_SHARE = 0.4;
/** How often what a question chose is chosen anew, because the index was not right about it. */
const ROUNDS = 3;

/** Makes the context of one question: choose, look for findings, pack. */
export class ContextMaker {
  readonly #parts: ContextMakerParts;
  readonly #ranker: Ranker;

  constructor(parts: ContextMakerParts) {
    this.#parts = parts;
    this.#ranker = new Ranker(parts.index, parts.history);
  }

  /** `onStale` is called when the index had missed a change of a file that was chosen. */
  async make(request: CompressRequest, onStale: () => void): Promise<ProjectContext> {
    const { history, changed, waits } = this.#parts;
    const { ranked, seen } = await this.#choose(request.question, request.agent.id, onStale);
    const changes = await changed.tell(this.#changes(ranked), history.commits, waits);
    const sight = this.#sight(seen);
    return this.#pack(request, ranked, this.#frame(request, ranked, changes, sight), sight);
  }

  /** As `make`, in steps and for nobody: what is remembered on the way serves the contexts that are made later. */
  *rehearse(request: CompressRequest): Generator<void> {
    const { question, agent } = request;
    this.#parts.index.imports.settings = this.#parts.imports.read();
    const ranked = this.#ranker.rank(question, agent.id);
    yield;
    const sight = this.#sight(new Map());
    const frame = this.#frame(request, ranked, this.#changes(ranked), sight);
    yield;
    this.#pack(request, ranked, frame, sight);
    yield;
  }

  /** The last changes of the best files. */
  #changes(ranked: readonly RankedFile[]): readonly Change[] {
    const told = ranked.slice(0, TOLD_FILES).map(({ path }) => path);
    return this.#parts.history.changes(told, limits.changes);
  }

  /** Everything but the files. */
  #frame(
    { question, agent, team, colleagues = [], budget }: CompressRequest,
    ranked: readonly RankedFile[],
    changes: readonly Change[],
    { view }: Sight,
  ): CountedFrame {
    const chosen = ranked.map(({ path }) => path);
    // One for all agents of a team: skills remember by it what they share.
    const input = { question, view, chosen, colleagues };
    const run = (skills: readonly string[]): readonly Finding[] => this.#parts.runSkills(skills, input);
    const { frame, count } = redactFrame({
      project: view.facts,
      dependencies: keyDependencies(view.dependencies(), view, chosen),
      changes,
      findings: teamFindings(team ?? [agent], run),
    });
    return { frame: fitFrame(frame, Math.floor(budget * FRAME_SHARE)), count };
  }

  #pack(
    { question, budget }: CompressRequest,
    ranked: readonly RankedFile[],
    { frame, count }: CountedFrame,
    { read, view }: Sight,
  ): ProjectContext {
    const context = packContext({
      frame,
      ranked,
      question,
      budget,
      read,
      definitions: (path) => view.definitions({ path }),
      imports: (path) => view.imports({ from: path }).map(({ line }) => line),
    });
    return { ...context, redacted: context.redacted + count };
  }

  /** The files for a question, as they were seen; the index is right about each of them, and has their code. */
  async #choose(question: Question, agent: string, onStale: () => void): Promise<Chosen> {
    const { index, files, code, imports, meaning, refresh } = this.#parts;
    const near = await meaning?.near(question.text, onStale);
    for (let round = 1; ; round++) {
      index.imports.settings = imports.read();
      const seen = new Map<string, SeenFile>();
      const ranked = this.#ranker.rank(question, agent, undefined, near).filter(({ path }) => {
        const file = files.see(path);
        if (file !== undefined) seen.set(path, file);
        return file !== undefined;
      });
      const paths = [...seen.keys()];
      const stale = refresh(paths, seen);
      if (stale) onStale();
      const parsed = await code.parse(paths);
      // A file that was stale to the end was seen as it is no more.
      if (round === ROUNDS || !(stale || parsed)) return { ranked, seen: stale ? new Map() : seen };
    }
  }

  /** A context is of one moment: each file is read once. */
  #sight(seen: Chosen['seen']): Sight {
    const read = once((path) => this.#read(path, seen.get(path)));
    const { name: folder, index, history, manifests } = this.#parts;
    const { dependencies, name } = manifests.read();
    const view = createProjectView({
      index,
      ranker: this.#ranker,
      history,
      facts: projectFacts(name ?? folder, index.languages(), dependencies),
      dependencies,
      // Skills cut lines short: a secret must be gone before, or its half is no longer known for one.
      read: (path) => read(path)?.text,
    });
    return { read, view };
  }

  /** A file without its secrets; one in which the index found none is not looked through again. */
  #read(path: string, seen: SeenFile | undefined): Redacted | undefined {
    const { files, index } = this.#parts;
    const text = seen?.text ?? files.read(path);
    if (text === undefined) return undefined;
    const entry = index.entry(path);
    return rememberedRedact(
      path,
      text,
      () => entry?.clean === true && index.hashOf(entry) === textHash({ text, size: 0 }),
    );
  }
}

/** Reads each file once. */
function once(read: Read): Read {
  const known = new Map<string, Redacted | undefined>();
  return (path) => {
    if (!known.has(path)) known.set(path, read(path));
    return known.get(path);
  };
}
