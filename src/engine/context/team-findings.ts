import type { Finding } from '../domain/finding.ts';
import { limits } from '../limits.ts';

/**
 * The findings of everybody who shares a context: the first of each, then the second of each, so that no agent's weights
 * crowd out another's when room is short. For one agent, simply its own.
 */
export function teamFindings(
  team: readonly { readonly skills: readonly string[] }[],
  run: (skills: readonly string[]) => readonly Finding[],
): readonly Finding[] {
  const each = Math.max(4, Math.floor((2 * limits.findings) / Math.max(1, team.length)));
  const found = team.map(({ skills }) => run(skills).slice(0, team.length === 1 ? limits.findings : each));
  const longest = Math.max(0, ...found.map((list) => list.length));
  const turns = Array.from({ length: longest }, (_, turn) => found.flatMap((list) => list[turn] ?? [])).flat();
  return turns.filter((finding, at) => !turns.slice(0, at).some((earlier) => same(earlier, finding)));
}

/** Two agents may share a skill: what it found counts once. */
function same(a: Finding, b: Finding): boolean {
  return a.skill === b.skill && a.title === b.title;
}
