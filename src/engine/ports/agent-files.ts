import type { AgentFault, AgentFile } from '../domain/agent-file.ts';

/** What was found in the folders of agents. */
export interface AgentFilesFound {
  /** In the order of their paths, at most `limits.agentFiles`. */
  readonly files: readonly AgentFile[];
  /** Files that could not be taken, and why. */
  readonly faults: readonly AgentFault[];
}

/** The `*.agent.md` of the workspace; none where it is not trusted. */
export interface AgentFiles {
  /** As they are on disk now. Never rejects. */
  read(): Promise<AgentFilesFound>;
}

/** A workspace without agents of its own. */
export const noAgentFiles: AgentFiles = { read: async () => ({ files: [], faults: [] }) };
