import { roster } from '../engine/agents/roster.ts';
import type { Engine } from '../engine/coordinator/engine.ts';
import { table } from './format-figures.ts';

/** `wee agents`: everybody who can be asked, and what is wrong in files that define agents. Resolves to the exit code. */
export async function agents(engine: Engine, json: boolean): Promise<number> {
  const { own, faults } = await engine.agentFiles();
  const paths = new Map(own.map(({ agent, path }) => [agent.id, path]));
  const all = engine.agents.map(({ id, name, leads, specialties, skills }) => ({
    id,
    name,
    leads,
    specialties,
    skills,
    ...(paths.has(id) && { path: paths.get(id) }),
  }));
  const broken = faults.some(({ severity }) => severity === 'error');
  if (json) process.stdout.write(`${JSON.stringify({ agents: all, faults })}\n`);
  else {
    const rows = all.map(({ id, leads, path }) => [`@${id}`, path ?? 'one of the seven', oneLine(leads)]);
    process.stdout.write(`${table(['agent', 'from', 'leads'], rows)}\n`);
    if (all.length === roster.length)
      process.stdout.write('\nAgents of your own: *.agent.md files in .github/agents or .wee/agents.\n');
    // Errors were told as they were found.
    for (const { path, line, severity, message } of faults)
      if (severity === 'warning') process.stderr.write(`wee: ${path}:${line}: ${message}\n`);
  }
  return broken ? 1 : 0;
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
