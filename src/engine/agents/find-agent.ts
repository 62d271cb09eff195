import type { AgentDefinition, AgentId } from '../domain/agent.ts';
import { WeeError } from '../errors.ts';
import { nearestName } from './nearest-name.ts';
import { roster } from './roster.ts';

/**
 * The agent of this name.
 * @throws WeeError `unknown-agent`, with the nearest name and all that there are.
 */
export function findAgent(id: AgentId, agents: readonly AgentDefinition[] = roster): AgentDefinition {
  const wanted = id.toLowerCase();
  const found = agents.find((agent) => agent.id === wanted);
  if (found !== undefined) return found;
  const names = agents.map((agent) => `@${agent.id}`).join(', ');
  const nearest = nearestName(
    wanted,
    agents.map((agent) => agent.id),
  );
  const hint = nearest === undefined ? '' : `Did you mean @${nearest}? `;
  throw new WeeError(
    'unknown-agent',
    `There is no agent “${id.slice(0, 40)}”.`,
    `${hint}Ask one of ${names}, or @wee to let alex choose.`,
  );
}

/** A leading `@name` and the rest, or `undefined`. `@wee` and `@auto` name nobody. */
export function parseMention(text: string): { readonly agent: AgentId; readonly text: string } | undefined {
  if (!text.includes('@')) return undefined;
  const match = /^\s*@([a-zA-Z][\w-]*)(?:[\s,:]+|$)/.exec(text);
  const name = match?.[1]?.toLowerCase();
  if (match === null || name === undefined) return undefined;
  return { agent: name === 'wee' ? 'auto' : name, text: text.slice(match[0].length) };
}
