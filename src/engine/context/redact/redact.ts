import { replaceTokens } from './replace-tokens.ts';
import { secretWithin } from './secret-token.ts';

interface Rule {
  /** `secret` is what goes; what stands before it stays. Every repetition in it is bounded, so that no text takes long. */
  readonly pattern: RegExp;
  /** Part of whatever the pattern finds, where that is looked for in much less time. */
  readonly hint?: RegExp;
  /** What the pattern finds is a secret only then. */
  readonly holds?: (secret: string) => boolean;
}

/** A name that says its value is a secret: `DB_PASSWORD`, `clientSecret`, `x-api-key`. */
const WHOLE_NAME =
  '(?:pass(?:word|wd|phrase)|pwd|secret(?:[_-]?key(?:[_-]?base)?)?|token|(?:api|access|auth|account|private|signing|encryption|shared|master)[_-]?(?:key|token)|credentials?)';
/** Likewise, or only `pass`. */
const NAME = `(?:pass|${WHOLE_NAME})`;
/** Part of each of them. */
const NAMED = /pass|pwd|secret|token|key|credential|identified/i;

/** The same in capitals, as environment variables have it. */
const CAPITALS = /PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIAL/;

const RULES: readonly Rule[] = [
  {
    pattern:
      /(?<secret>-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----|$))/g,
  },
  // A password in a URL: of a database, a registry, a proxy.
  { pattern: /:\/\/[^\s:@/'"`<>]{0,100}:(?<secret>[^\s@/'"`<>]{3,200})@/g, holds: isValue },
  // Connection strings: `…;Password=…;`.
  {
    pattern:
      /(?:;|["'`])\s{0,4}(?:password|pwd|accountkey|sharedaccesskey|sharedaccesssignature|sig)=(?<secret>[^;"'`\s]{6,300})/gi,
    holds: isValue,
  },
  { pattern: /https:\/\/hooks\.slack\.com\/(?:services|workflows)\/(?<secret>[A-Za-z0-9/_-]{20,120})/g },
  { pattern: /[?&](?:sig|signature|x-amz-signature|access_token|api_key)=(?<secret>[A-Za-z0-9%_.~+/-]{16,300})/gi },
  // A Telegram bot.
  { pattern: /\b(?<secret>\d{8,10}:AA[\w-]{33})\b/g },
  { pattern: /\b(?:Bearer|Basic)\s{1,4}(?<secret>[A-Za-z0-9._~+/=-]{16,2000})/g, holds: isMixed },
  // `name = "value"`, `"name": "value"`, `name => 'value'`, also within a text in quotes.
  {
    pattern: new RegExp(
      `${NAME}\\\\?["'\`]?\\s{0,8}(?::=|=>|[:=])\\s{0,8}[a-z]{0,2}\\\\?["'\`](?<secret>[^"'\`\\s]{8,500}?)\\\\?["'\`]`,
      'gi',
    ),
    hint: NAMED,
    holds: isLongValue,
  },
  // `define('NAME', 'value')`, `PASSWORD 'value'`, `IDENTIFIED BY 'value'`, `the password is value`.
  {
    pattern: new RegExp(
      `(?:${WHOLE_NAME}|identified by)(?:["'\`]\\s{0,4},\\s{0,4}["'\`]|\\s{1,4}["'\`]|\\s(?:is|was):?\\s["'\`]?)(?<secret>[^\\s"'\`(){}<>;,]{8,200})`,
      'gi',
    ),
    hint: NAMED,
    holds: isRandom,
  },
  // `curl -u name:value`.
  {
    pattern: /(?:\s-u|--user)[\s=]{1,4}["']?[\w.@+-]{1,100}:(?<secret>[^\s@/'"`<>]{3,200})/g,
    holds: (secret) => isValue(secret) && /\d/.test(secret) && /[a-z]/i.test(secret),
  },
  // A password as a server keeps it: crypt, bcrypt, Argon2.
  { pattern: /(?<secret>\$(?:apr1|1|5|6|2[abxy]?|y|argon2(?:id|i|d))\$[\w./$=,+-]{20,200})/g },
  // A line of an environment file: `NAME=value`.
  {
    pattern:
      /^[ \t]{0,8}(?:export[ \t]{1,4})?[A-Z0-9_]{0,60}(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?)[A-Z0-9_]{0,20}[ \t]{0,4}=[ \t]{0,4}(?<secret>[^\s"'`$(){}<>;,]{8,500})[ \t]{0,8}$/gm,
    hint: CAPITALS,
    holds: isMixed,
  },
  // `NAME=value` in a command.
  {
    pattern:
      /(?<![A-Za-z0-9_])[A-Z0-9_]{0,60}(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?)[A-Z0-9_]{0,20}=(?<secret>[A-Za-z0-9+/_.=~!@#%^*-]{8,500})(?=["'`\s\\;,)]|$)/g,
    hint: CAPITALS,
    holds: isMixed,
  },
  // A line of YAML or of properties: `name: value`, `name=value`.
  {
    pattern: new RegExp(
      `^[ \\t-]{0,40}[\\w.-]{0,60}${NAME}(?:[ \\t]{0,4}[:=][ \\t]{1,4}|=)(?<secret>[^\\s"'\`$(){}<>;,]{12,500})[ \\t]{0,8}$`,
      'gim',
    ),
    hint: NAMED,
    holds: isMixed,
  },
];

/** What some part of every secret that a rule finds looks like; a text without any is not looked at by each of them. */
const HINT = /[:=$]|BEGIN|bearer|basic|pass|pwd|secret|token|key|credential|identified|[a-z0-9_.-]{15}/i;

/** The text with every secret replaced by `[redacted]`, and how many there were. Line breaks stay, so that lines keep their numbers. */
export function redact(text: string): { readonly text: string; readonly count: number } {
  if (!HINT.test(text)) return { text, count: 0 };
  let count = 0;
  const blank = (secret: string): string => {
    count++;
    return `[redacted]${secret.replace(/[^\n]/g, '')}`;
  };
  let clean = text;
  const hinted = new Map<RegExp, boolean>();
  for (const { pattern, hint, holds } of RULES) {
    if (hint !== undefined) {
      const hit = hinted.get(hint) ?? hint.test(text);
      hinted.set(hint, hit);
      if (!hit) continue;
    }
    clean = clean.replace(pattern, (...found) => {
      const whole = String(found[0]);
      const secret = (found.at(-1) as { secret?: string }).secret ?? '';
      if (secret.startsWith('[redacted]') || holds?.(secret) === false) return whole;
      const at = whole.lastIndexOf(secret);
      return whole.slice(0, at) + blank(secret) + whole.slice(at + secret.length);
    });
  }
  clean = replaceTokens(clean, (token) => {
    const at = secretWithin(token);
    return at < 0 ? token : token.slice(0, at) + blank(token.slice(at));
  });
  return { text: clean, count };
}

/** Not a place for a value, such as `${password}`, `{{ token }}`, `%s`, nor a name of code, such as `config.apiKey`. */
function isValue(value: string): boolean {
  return !/^(?:\$|\{|%[sdv(]|<|\*+$|x+$|\.+$|[a-z_]+\d?(?:\.[a-z_]+\d?)+$)/i.test(value);
}

/** As long as a secret, or shorter and made of more than letters. */
function isLongValue(value: string): boolean {
  return isValue(value) && (value.length >= 12 || isMixed(value));
}

/** Digits and letters, as words and names of code seldom are. */
function isMixed(value: string): boolean {
  return (
    isValue(value) &&
    /\d/.test(value) &&
    /[A-Za-z]/.test(value) &&
    !/^[\w.]+\(|^(?:true|false|null|none)$/i.test(value) &&
    entropy(value) >= 2.5
  );
}

/** Mixed, and no name that ends in a digit, such as `newPassword2`. */
function isRandom(value: string): boolean {
  return isMixed(value) && !/^\D+\d$/.test(value);
}

/** Bits a character (Shannon). */
function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const char of value) counts.set(char, (counts.get(char) ?? 0) + 1);
  return [...counts.values()].reduce((sum, n) => sum - (n / value.length) * Math.log2(n / value.length), 0);
}
