import type { Skill } from '../../domain/skill.ts';
import { findLines } from './find-lines.ts';

const RISKS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['code built from text', /(?<![\w.])eval\(|\bnew Function\(/],
  [
    'a shell command built from values',
    /\bexec(?:Sync)?\(\s*(?:`[^`]*\$\{|["'][^"']*["']\s*\+)|\bos\.system\(|shell\s*=\s*True/,
  ],
  ['certificates are not checked', /rejectUnauthorized\s*:\s*false|verify\s*=\s*False|InsecureSkipVerify:\s*true/],
  ['a weak hash', /createHash\(\s*['"](?:md5|sha1)['"]|hashlib\.(?:md5|sha1)\(|\bmd5\.(?:New|Sum)\b/],
  ['data from outside is unpickled', /\bpickle\.loads?\(|\byaml\.load\((?!.*SafeLoader)/],
];

/** Calls that an attacker would look for. */
export const riskyCalls: Skill = {
  id: 'risky-calls',
  title: 'risky calls',
  find: (input) =>
    RISKS.flatMap(([what, pattern]) =>
      findLines(input, ['product'], pattern, 2).map(({ path, line, text }) => ({
        skill: 'risky-calls',
        title: `At \`${path}:${line}\`: ${what}`,
        detail: `\`${text.replaceAll('`', "'")}\``,
        weight: 0.75,
        sources: [{ path, line }],
      })),
    ),
};
