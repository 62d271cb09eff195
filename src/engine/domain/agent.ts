/** The name a developer types after `@`: `sherlock`, `marie`, … */
export type AgentId = string;

/** What a question may ask for: one agent by name, or `auto`, where alex chooses by specialty. */
export const AUTO_AGENT = 'auto';

/** As much of an agent as another needs to know to name it. */
export type Colleague = Pick<AgentDefinition, 'id' | 'leads' | 'specialties'>;

/**
 * One of the seven roles, or one that the workspace defines: a definition, not a process. Everything that shapes an answer is in here, because the whole
 * definition is part of the prompt digest: change a word and answers made with the old words are no longer served.
 */
export interface AgentDefinition {
  readonly id: AgentId;
  /** How people see it, for example `Sherlock`. */
  readonly name: string;
  /** What it leads, in a few words: `root causes`. */
  readonly leads: string;
  /** The system text a language model gets. */
  readonly instructions: string;
  /** Words by which `auto` recognises a question for this agent; lower case, whole words. */
  readonly specialties: readonly string[];
  /** Ids of the skills run for this agent, in order. */
  readonly skills: readonly string[];
}
