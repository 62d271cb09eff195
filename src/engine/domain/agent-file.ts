/** A definition of an agent as somebody wrote it in the workspace. */
export interface AgentFile {
  /** A path of the workspace: `.github/agents/reviewer.agent.md`. */
  readonly path: string;
  readonly text: string;
}

/** What is wrong with such a file. An `error` leaves the agent out; with a `warning` it works. */
export interface AgentFault {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly severity: 'error' | 'warning';
  /** What is wrong and what to write instead. */
  readonly message: string;
}
