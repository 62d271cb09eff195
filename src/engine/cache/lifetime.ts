import type { Answer } from '../domain/answer.ts';
import type { EngineSettings } from '../domain/settings.ts';
import type { Random } from '../ports/random.ts';

/** The shortest lifetime, ms: 300 s in memory, twice that on disk. */
const MIN_MS = 300_000;
/** The part of a lifetime that chance takes off, so that what was made together does not go together. */
const JITTER = 0.1;

type Rules = Pick<EngineSettings['cache'], 'ttlMs' | 'ttlFor'>;

/**
 * How long an answer lives in memory by the settings, ms: the most specific of the rules `agent@backend`, `agent`, `backend`,
 * else the common lifetime. A backend is named by its answer class or the beginning of it: `openai`, `openai/host/model`, `local`.
 */
export function lifetimeOf({ agent, answerClass = '' }: Answer, { ttlMs, ttlFor }: Rules): number {
  // Rules are seldom, and this is on the way of every answer from disk.
  if (!hasRules(ttlFor)) return Math.max(MIN_MS, ttlMs);
  const backends = namesOf(answerClass);
  const keys = [...backends.map((backend) => `${agent}@${backend}`), agent, ...backends];
  const rule = keys.find((key) => Object.hasOwn(ttlFor, key));
  return Math.max(MIN_MS, rule === undefined ? ttlMs : (ttlFor[rule] ?? ttlMs));
}

function hasRules(rules: Rules['ttlFor']): boolean {
  for (const key in rules) if (Object.hasOwn(rules, key)) return true;
  return false;
}

/** The longest lifetime that the settings allow, ms. */
export function longestLifetime({ ttlMs, ttlFor }: Rules): number {
  return Math.max(MIN_MS, ttlMs, ...Object.values(ttlFor));
}

/** A lifetime with jitter, never under the floor. */
export function withJitter(lifetimeMs: number, random: Random): number {
  return Math.max(MIN_MS, lifetimeMs * (1 - JITTER * random.next()));
}

/** `openai/host/model` goes by that, by `openai/host` and by `openai`; the local analyst by `local` too. */
function namesOf(answerClass: string): string[] {
  const parts = answerClass.split('/');
  const names = parts.map((_, n) => parts.slice(0, parts.length - n).join('/'));
  return parts[0] === 'local-analyst' ? [...names, 'local'] : names;
}
