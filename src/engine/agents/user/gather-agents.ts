import { type AgentDefinition, AUTO_AGENT } from '../../domain/agent.ts';
import type { AgentFault, AgentFile } from '../../domain/agent-file.ts';
import { roster } from '../roster.ts';
import { parseAgentFile } from './parse-agent-file.ts';

/** An agent of the workspace and the file that defines it. */
export interface UserAgent {
  readonly agent: AgentDefinition;
  readonly path: string;
}

/** Names that no file may take. */
const TAKEN = new Map([
  ...roster.map(({ id }) => [id, 'is one of the seven'] as const),
  ['wee', 'is WEE itself'],
  [AUTO_AGENT, 'lets alex choose'],
  ['session', 'is a step of every session'],
  ['embeddings', 'stands in budgets for what embeddings take'],
]);

/** The agents that files define. Of two with one name the first counts; a name of the seven is refused. */
export async function gatherAgents(
  files: readonly AgentFile[],
): Promise<{ readonly agents: readonly UserAgent[]; readonly faults: readonly AgentFault[] }> {
  const agents = new Map<string, UserAgent>();
  const faults: AgentFault[] = [];
  for (const file of files) {
    const { agent, nameLine: line, faults: found } = await parseAgentFile(file);
    faults.push(...found);
    if (agent === undefined) continue;
    const taken = TAKEN.get(agent.id);
    const other = agents.get(agent.id);
    const clash = taken ?? (other === undefined ? undefined : `is the name of the agent in ${other.path}`);
    if (clash === undefined) agents.set(agent.id, { agent, path: file.path });
    else {
      const message = `“@${agent.id}” ${clash}. Give this agent another name.`;
      faults.push({ path: file.path, line, severity: 'error', message });
    }
  }
  return { agents: [...agents.values()], faults };
}
