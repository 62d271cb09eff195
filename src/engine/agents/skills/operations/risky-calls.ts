import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { findLines } from '../text/find-lines.ts';

interface Risk {
  readonly what: string;
  readonly pattern: RegExp;
  /** Marks a line where the call is known to be harmless. */
  readonly unless?: RegExp;
}

const RISKS: readonly Risk[] = [
  {
    what: 'code is built from text; parse the text instead',
    pattern: /(?<![\w.$])eval\((?!\s*\))|\bnew Function\(/,
    unless: /["'`/][^"'`]*\beval\(/,
  },
  {
    what: 'a shell command is built from values; pass an argument list instead',
    pattern: /\bexec(?:Sync)?\(\s*(?:`[^`]*\$\{|["'][^"']*["']\s*\+)|\bos\.system\(|\bshell\s*=\s*True/,
  },
  {
    what: 'certificates are not checked',
    pattern: /\brejectUnauthorized\s*:\s*false|\(.*\bverify\s*=\s*False|\bInsecureSkipVerify:\s*true/,
  },
  {
    what: 'a weak hash; fine for checksums and old protocols, not for passwords or signatures',
    pattern: /createHash\(\s*['"](?:md5|sha1)['"]|\bhashlib\.(?:md5|sha1)\(|\b(?:md5|sha1)\.(?:New|Sum)\(/,
    unless: /usedforsecurity\s*=\s*False/,
  },
  {
    what: 'unpickling or loading YAML can run code of whoever wrote the data',
    pattern: /\bpickle\.loads?\(|\byaml\.load\(/,
    unless: /Safe|JSON_SCHEMA/,
  },
  {
    what: 'HTML is set from a value, which may hold a script',
    pattern: /\.innerHTML\s*=(?!=)(?!\s*['"`][^$]*['"`])|dangerouslySetInnerHTML/,
  },
];

/** Calls that an attacker would look for. */
export const riskyCalls: Skill = {
  id: 'risky-calls',
  title: 'risky calls',
  topics:
    /^(?!.*\b(?:dependenc\w*|packages?|librar\w*)\b).*\b(?:secur\w*|insecure|unsafe|vulnerab\w*|inject\w*|attack\w*|xss|risk\w*|exploit\w*|dangerous)\b/is,
  looksAt: ['product'],
  find: (input) =>
    RISKS.flatMap(({ what, pattern, unless }) =>
      findLines(input, ['product'], pattern, 10)
        .filter(({ text }) => unless?.test(text) !== true)
        .slice(0, 2)
        .map(({ path, line, text, within }) => ({
          skill: 'risky-calls',
          title: `${codeSpan(`${path}:${line}`)}${within === undefined ? '' : ` in ${codeSpan(within, 60)}`}: ${what}`,
          detail: codeSpan(text),
          weight: 0.75,
          sources: [{ path, line }],
        })),
    ),
};
