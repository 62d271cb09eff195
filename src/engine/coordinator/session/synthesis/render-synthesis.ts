import { linkTo } from '../../../backends/local-analyst/link-to.ts';
import type { AgentDefinition } from '../../../domain/agent.ts';
import type { SessionStep } from '../../../domain/session.ts';
import type { SourceRef } from '../../../domain/source-ref.ts';
import { inertText } from '../../../text/inert-text.ts';

/** Places that several agents point at, and lines of all agents together and of each at least, in a synthesis without a model. */
const MAX_SHARED = 5;
const MAX_LINES = 60;
const LEAST_LINES = 14;

/** The synthesis without a model: what each agent found, then what several of them name, then what is missing. Markdown, in order. */
export function renderSynthesis(steps: readonly SessionStep[], agents: readonly AgentDefinition[]): readonly string[] {
  const answered = steps.filter(({ status }) => status === 'answered');
  const shared = sharedPlaces(answered);
  const lines = Math.max(LEAST_LINES, Math.floor(MAX_LINES / Math.max(1, answered.length)));
  const parts: string[] = [];
  for (const step of answered) {
    const leads = agents.find(({ id }) => id === step.agent)?.leads;
    const after = step.dependsOn.length > 0 ? `, after ${step.dependsOn.map((id) => `@${id}`).join(' and ')}` : '';
    parts.push(
      `**@${step.agent}**${leads === undefined ? '' : ` (${inertText(leads)}${after})`}\n\n${digestOf(step.text, lines)}`,
    );
  }
  if (shared.length > 0) parts.push(`**Named by several**\n\n${shared.join('\n')}`);
  const missing = missingNote(steps);
  if (missing !== undefined) parts.push(missing);
  return parts;
}

/** What a partial answer lacks and why; `undefined` when everybody answered. */
export function missingNote(steps: readonly SessionStep[]): string | undefined {
  const missing = steps.filter(({ status }) => status !== 'answered');
  if (missing.length === 0) return undefined;
  const lines = missing.map(
    ({ agent, failure }) =>
      `- @${agent}: ${failure === undefined ? 'stopped' : inertText(`${failure.message} ${failure.remedy}`, 400)}`,
  );
  return `**This answer is partial.** Without an answer:\n\n${lines.join('\n')}`;
}

/** Every place that a step cites, those of several agents first, then in the order of the steps. */
export function unionOfSources(steps: readonly SessionStep[]): readonly SourceRef[] {
  const byPlace = new Map<string, { readonly source: SourceRef; agents: number }>();
  for (const { sources } of steps) {
    for (const place of new Map(sources.map((source) => [`${source.path}:${source.line}`, source]))) {
      const known = byPlace.get(place[0]);
      if (known === undefined) byPlace.set(place[0], { source: place[1], agents: 1 });
      else known.agents++;
    }
  }
  return [...byPlace.values()].sort((a, b) => b.agents - a.agents).map(({ source }) => source);
}

function sharedPlaces(steps: readonly SessionStep[]): readonly string[] {
  const byPath = new Map<string, { line: number; readonly agents: Set<string> }>();
  for (const { agent, sources, text } of steps) {
    // All see the same files: what an agent says of one counts, not that it was shown it.
    const said = digestOf(text, MAX_LINES);
    for (const { path, line } of sources.filter((source) => said.includes(source.path))) {
      const known = byPath.get(path);
      if (known === undefined) byPath.set(path, { line, agents: new Set([agent]) });
      else known.agents.add(agent);
    }
  }
  return [...byPath]
    .filter(([, { agents }]) => agents.size > 1)
    .sort(([, a], [, b]) => b.agents.size - a.agents.size)
    .slice(0, MAX_SHARED)
    .map(([path, { line, agents }]) => {
      const names = [...agents].map((id) => `@${id}`);
      return `- ${linkTo({ path, line })}: ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
    });
}

/** The first lines of an agent's answer; of local analysis, what it found without the lists that every agent shares. */
function digestOf(text: string, most: number): string {
  const [found = ''] = text
    .trim()
    .split(/\n\n\*\*(?:Files that matter|Recent changes of these files)\*\*|\n\n\*Local analysis, /);
  const lines = found.split('\n');
  const kept = lines.slice(0, most).join('\n');
  const fences = kept.match(/^```/gm)?.length ?? 0;
  return `${kept}${fences % 2 === 1 ? '\n```' : ''}${lines.length > most ? '\n\n…' : ''}`;
}
