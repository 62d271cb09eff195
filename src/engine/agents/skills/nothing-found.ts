import type { Finding } from '../../domain/finding.ts';
import type { Skill, SkillInput } from '../../domain/skill.ts';
import { codeSpan } from './text/code-span.ts';

/** Files that are named; the rest of what was looked through goes unnamed. */
const NAMED = 3;
/** Weight of having looked for what was asked and found none: after what was found, before what nobody asked for. */
const WEIGHT = 0.5;

/** That skills looked for what was asked and found none, and where they looked. */
export function nothingFound(skills: readonly Skill[], input: SkillInput): readonly Finding[] {
  const looked = [...new Set(skills.flatMap((skill) => lookedThrough(skill, input)))];
  const titles = skills.filter(({ looksAt }) => looksAt !== undefined).map(({ title }) => title);
  const last = titles.at(-1);
  if (last === undefined || looked.length === 0) return [];
  const what = titles.length > 1 ? `${titles.slice(0, -1).join(', ')} or ${last}` : last;
  const named = looked.slice(0, NAMED).map((path) => codeSpan(path));
  const rest = looked.length > NAMED ? ' and further files' : '';
  const title = `I found no ${what} in ${named.join(', ')}${rest}`;
  return [{ skill: skills[0]?.id ?? '', title, weight: WEIGHT, sources: [] }];
}

function lookedThrough({ looksAt = [] }: Skill, input: SkillInput): readonly string[] {
  if (typeof looksAt === 'function') return looksAt(input);
  return input.chosen.filter((path) => looksAt.includes(input.view.file(path)?.kind ?? 'data'));
}
