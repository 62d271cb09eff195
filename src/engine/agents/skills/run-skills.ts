import type { Finding } from '../../domain/finding.ts';
import type { SkillInput } from '../../domain/skill.ts';
import { limits } from '../../limits.ts';
import type { Log } from '../../ports/log.ts';
import { skills } from './registry.ts';

/** Runs skills by id and keeps the weightiest findings, in a deterministic order. A skill that fails is logged and left out. */
export function runSkills(ids: readonly string[], input: SkillInput, log: Log): readonly Finding[] {
  const found = ids.flatMap((id) => {
    const skill = skills.get(id);
    if (skill === undefined) return [];
    try {
      return skill.find(input);
    } catch (error) {
      log.error(`The skill ${id} failed`, error);
      return [];
    }
  });
  return found.sort((a, b) => b.weight - a.weight).slice(0, limits.findings);
}
