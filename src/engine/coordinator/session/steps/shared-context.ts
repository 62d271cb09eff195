import type { AgentDefinition } from '../../../domain/agent.ts';
import type { ProjectContext } from '../../../domain/context/context.ts';
import { sealContext } from '../../../domain/context/seal-context.ts';
import type { Finding } from '../../../domain/finding.ts';
import type { Question } from '../../../domain/question.ts';
import { limits } from '../../../limits.ts';
import type { ContextSource, IndexProgress } from '../../../ports/context-source.ts';
import type { Workspace } from '../../../ports/workspace.ts';
import { untilAborted } from '../../generate/until-aborted.ts';
import type { GivenContext } from '../../prompt/given-context.ts';

export interface SharedContextOptions {
  readonly source: ContextSource;
  readonly workspace: Workspace;
  readonly question: Question;
  readonly team: readonly AgentDefinition[];
  /** Tokens. */
  readonly budget: number;
  /** Ends the compression; a single step's end does not. */
  readonly signal: AbortSignal;
}

/**
 * One context for all steps of a session: compressed once, with the skills of the whole team run over it. Each agent gets
 * the same files, and of the findings its own.
 */
export class SharedContext {
  readonly #options: SharedContextOptions;
  readonly #generation: number;
  readonly #made = new Map<number, Promise<ProjectContext>>();

  constructor(options: SharedContextOptions) {
    this.#options = options;
    this.#generation = options.workspace.generation();
  }

  /** The part of one agent. What the steps before it cite comes first: that is how local analysis sees their results. */
  part(agent: AgentDefinition, cited: ReadonlySet<string>): GivenContext {
    const { workspace, team, question } = this.#options;
    return {
      generation: this.#generation,
      key: JSON.stringify([team.map(({ id, skills }) => [id, skills]), question.text, [...cited]]),
      make: async ({ anew = false, signal, onProgress }) => {
        const generation = anew ? workspace.generation() : this.#generation;
        return sealContext(partOf(await untilAborted(this.#whole(generation, onProgress), signal), agent, cited));
      },
    };
  }

  #whole(generation: number, onProgress: ((progress: IndexProgress) => void) | undefined): Promise<ProjectContext> {
    const known = this.#made.get(generation);
    if (known !== undefined) return known;
    const { source, question, team, budget, signal } = this.#options;
    const skills = [...new Set(team.flatMap((agent) => agent.skills))];
    const made = source.compress(
      {
        question,
        agent: { id: 'session', skills },
        team: team.map(({ id, skills: own }) => ({ id, skills: own })),
        budget,
      },
      { signal, ...(onProgress !== undefined && { onProgress }) },
    );
    this.#made.set(generation, made);
    // A failure is told to every step that waits, and not kept for those that come later.
    made.catch(() => this.#made.delete(generation));
    return made;
  }
}

/** `tokens` stays that of the whole: never less than what the part takes. */
function partOf(whole: ProjectContext, agent: AgentDefinition, cited: ReadonlySet<string>): ProjectContext {
  const own = new Set(agent.skills);
  const first = <T>(items: readonly T[], isCited: (item: T) => boolean): T[] => [
    ...items.filter(isCited),
    ...items.filter((item) => !isCited(item)),
  ];
  const findings = whole.findings.filter(({ skill }) => own.has(skill)).slice(0, limits.findings);
  return {
    ...whole,
    findings: citedFirst(findings, cited),
    ranking: first(whole.ranking, (path) => cited.has(path)),
  };
}

/** Of one skill those about a cited file come first; what a skill's findings weigh against another's stands. */
function citedFirst(findings: readonly Finding[], cited: ReadonlySet<string>): readonly Finding[] {
  const isCited = ({ sources }: Finding): boolean => sources.some(({ path }) => cited.has(path));
  const turns = new Map(
    [...Map.groupBy(findings, ({ skill }) => skill)].map(([skill, own]) => [
      skill,
      [...own.filter(isCited), ...own.filter((one) => !isCited(one))].values(),
    ]),
  );
  return findings.flatMap(({ skill }) => turns.get(skill)?.next().value ?? []);
}
