import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { findLines } from '../text/find-lines.ts';
import { rankSuspects } from './suspects.ts';

/** Run-time errors that name a member that was missing, and those that name a plain name; the first group is the name. */
const OF_MEMBERS: readonly RegExp[] = [
  /Cannot (?:read|set) propert(?:y|ies) of (?:undefined|null) \((?:reading|setting) '([\w$]{1,80})'\)/,
  /Cannot read property '([\w$]{1,80})' of (?:undefined|null)/,
  /\b(?:[\w$]{1,80}\.){1,8}([\w$]{1,80}) is not (?:a function|a constructor|iterable|defined)/,
  /has no attribute '(\w{1,80})'/,
  /KeyError: '(\w{1,80})'/,
  /undefined (?:local variable or )?method [`'](\w{1,80})'/,
];
const OF_NAMES: readonly RegExp[] = [
  /\b([\w$]{1,80}) is not (?:a function|a constructor|iterable|defined)/,
  /name '(\w{1,80})' is not defined/,
  /\bundefined: (\w{1,80})/,
];
const TOLD = 3;

/** Where the chosen files access what a run-time error says is not there, those in the likeliest suspects first. */
export const failingAccess: Skill = {
  id: 'failing-access',
  title: 'places of the failing access',
  find(input) {
    const { question, view } = input;
    const member = firstMatch(OF_MEMBERS, question.text);
    const name = member ?? firstMatch(OF_NAMES, question.text);
    if (name === undefined) return [];
    const escaped = name.replaceAll('$', '\\$');
    const before = member === undefined ? '(?<![\\w$.])' : `(?:\\.|\\[['"])`;
    const suspects = rankSuspects(input)
      .slice(0, 8)
      .map(({ definition }) => definition.name);
    const rankOf = (within: string | undefined): number => (suspects.indexOf(within ?? '') + 1 || 9) - 1;
    return findLines(input, ['product'], new RegExp(`${before}${escaped}(?![\\w$])`), 60)
      .filter(({ path, line }) => !view.definitions({ path }).some((one) => one.line === line))
      .sort((a, b) => rankOf(a.within) - rankOf(b.within))
      .slice(0, TOLD)
      .map(({ path, line, text, within }, at) => ({
        skill: 'failing-access',
        title: `${codeSpan(name, 60)} is accessed at ${codeSpan(`${path}:${line}`)}${within === undefined ? '' : ` in ${codeSpan(within, 60)}`}`,
        detail: codeSpan(text),
        weight: (rankOf(within) === 0 ? 0.97 : 0.75) - at * 0.02,
        sources: [{ path, line }],
      }));
  },
};

function firstMatch(patterns: readonly RegExp[], text: string): string | undefined {
  return patterns.map((pattern) => pattern.exec(text)?.[1]).find((one) => one !== undefined);
}
