import type { Finding } from '../../domain/finding.ts';
import type { Skill, SkillInput } from '../../domain/skill.ts';
import { limits } from '../../limits.ts';
import type { Log } from '../../ports/log.ts';
import { nothingFound } from './nothing-found.ts';
import { skills } from './registry.ts';
import { subjectWords } from './text/subject-words.ts';

/** Findings that nobody asked for by topic, beside those that somebody did, and the weight from which they are told. */
const UNASKED = 1;
const GRAVE = 0.8;

/**
 * Runs skills by id and keeps the weightiest findings, in a deterministic order. Where the question asks for the topics of some
 * skills, their findings come first, that there are none is told, and of the other topics only what is grave is added. What is asked
 * but broadly is not said to be missing beside an answer. A skill that fails is logged and left out.
 */
export function runSkills(ids: readonly string[], input: SkillInput, log: Log): readonly Finding[] {
  const all = ids.flatMap((id) => skills.get(id) ?? []);
  const { text } = input.question;
  const broad = subjectWords(text).size === 0;
  const named = new Set(all.filter(({ topics }) => topics?.test(text)));
  const asked = new Set(all.filter((skill) => named.has(skill) || (broad && skill.broadly?.test(text))));
  const found = all.map((skill) => ({ skill, findings: find(skill, input, log) }));
  const [wanted, rest] = [true, false].map((want) =>
    found
      .filter(({ skill }) => want === (asked.size === 0 || skill.topics === undefined || asked.has(skill)))
      .flatMap(({ findings }) => findings ?? [])
      .sort(byWeight),
  ) as [Finding[], Finding[]];
  const answered = found.some(({ skill, findings = [] }) => named.has(skill) && findings.length > 0);
  const empty = found.filter(({ skill, findings }) => (answered ? named : asked).has(skill) && findings?.length === 0);
  const none = nothingFound(
    empty.map(({ skill }) => skill),
    input,
  );
  const unasked = rest
    .filter(({ weight }) => weight >= GRAVE)
    .slice(0, UNASKED)
    .map((finding) => ({ ...finding, weight: finding.weight / 2 }));
  return [...wanted, ...none, ...unasked].sort(byWeight).slice(0, limits.findings);
}

/** `undefined` for a skill that failed: it cannot say that there is nothing. */
function find(skill: Skill, input: SkillInput, log: Log): readonly Finding[] | undefined {
  try {
    return skill.find(input);
  } catch (error) {
    log.error(`The skill ${skill.id} failed`, error);
    return undefined;
  }
}

function byWeight(a: Finding, b: Finding): number {
  return b.weight - a.weight;
}
