import type { Finding } from '../../domain/finding.ts';
import type { Skill, SkillInput } from '../../domain/skill.ts';
import { codeSpan } from './text/code-span.ts';

/** Files that are named; the rest of what was looked through goes unnamed. */
const NAMED = 3;
/** Weight of having looked for what was asked and found none: after what was found, before what nobody asked for. */
const WEIGHT = 0.5;

/** That skills looked for what was asked and found none, and where they looked; those that looked at the same files together. */
export function nothingFound(skills: readonly Skill[], input: SkillInput): readonly Finding[] {
  const looked = skills.map((skill) => ({ skill, paths: lookedThrough(skill, input) }));
  const groups = Map.groupBy(
    looked.filter(({ paths }) => paths.length > 0),
    ({ paths }) => paths.slice(0, NAMED).join('\n'),
  );
  return [...groups.values()].map((group) => {
    const paths = [...new Set(group.flatMap((one) => one.paths))];
    const named = paths.slice(0, NAMED);
    const titles = group.map(({ skill }) => skill.title);
    const last = titles.at(-1) ?? '';
    const what = titles.length > 1 ? `${titles.slice(0, -1).join(', no ')} and no ${last}` : last;
    const rest = paths.length > NAMED ? ' and further files' : '';
    return {
      skill: group[0]?.skill.id ?? '',
      title: `I found no ${what} in ${named.map((path) => codeSpan(path)).join(', ')}${rest}`,
      weight: WEIGHT,
      sources: named.map((path) => ({ path, line: 1 })),
    };
  });
}

function lookedThrough({ looksAt = [] }: Skill, input: SkillInput): readonly string[] {
  if (typeof looksAt === 'function') return looksAt(input);
  return input.chosen.filter((path) => looksAt.includes(input.view.file(path)?.kind ?? 'data'));
}
