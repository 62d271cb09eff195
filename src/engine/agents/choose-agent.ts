import type { AgentDefinition } from '../domain/agent.ts';
import type { Question } from '../domain/question.ts';
import { roster } from './roster.ts';

/** A line of a stack trace in any of the usual languages. */
const STACK_LINE = /^\s*(at .+[(:]\S+:\d+|File ".+", line \d+|.+\.go:\d+ \+0x|thread '.+' panicked)/m;

/**
 * How alex chooses: the agent with the most specialties among the words of the question, the earlier word deciding between
 * equals; alex itself when none is named.
 */
export function chooseAgent({ text, focus }: Question): { readonly agent: AgentDefinition; readonly reason: string } {
  const words =
    text
      .slice(0, 4_000)
      .toLowerCase()
      .match(/[a-z]+/g) ?? [];
  const scored = roster.map((agent) => {
    const matches = [...new Set(words)].filter((word) => agent.specialties.includes(word));
    const first = words.findIndex((word) => agent.specialties.includes(word));
    const symptoms = agent.id === 'sherlock' && (STACK_LINE.test(text) || (focus?.diagnostics?.length ?? 0) > 0);
    return { agent, matches: symptoms ? ['stack trace or diagnostics', ...matches] : matches, first };
  });
  const best = scored.sort((a, b) => b.matches.length - a.matches.length || a.first - b.first)[0];
  const [alex] = roster;
  if (alex === undefined) throw new Error('The roster is empty.');
  if (best === undefined || best.matches.length === 0) return { agent: alex, reason: 'no specialty stands out' };
  return { agent: best.agent, reason: `alex chose ${best.agent.id} for: ${best.matches.slice(0, 3).join(', ')}` };
}
