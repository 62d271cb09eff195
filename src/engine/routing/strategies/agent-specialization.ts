import { type Asked, type Candidate, type Choice, share } from './strategy.ts';

/**
 * The instance whose specialties fit best: the agent's name counts three, a topic among the words of the question one. The
 * emptiest of equals; where nobody is a specialist all are equal.
 */
export function agentSpecialization<T extends Candidate>(
  candidates: readonly T[],
  asked: Asked,
): (Choice<T> & { readonly score: number }) | undefined {
  let best: T | undefined;
  let most = -1;
  for (const candidate of candidates) {
    const score = scoreOf(candidate, asked);
    if (score < most || (score === most && best !== undefined && share(candidate) >= share(best))) continue;
    best = candidate;
    most = score;
  }
  if (best === undefined) return undefined;
  const matched = best.specialties.filter((specialty) => matches(specialty, asked));
  const why = most === 0 ? 'no specialist; the emptiest' : `specialist for ${matched.slice(0, 3).join(', ')}`;
  return { chosen: best, why, score: most };
}

function scoreOf({ specialties }: Candidate, asked: Asked): number {
  let score = 0;
  for (const specialty of specialties) if (matches(specialty, asked)) score += specialty === asked.agent ? 3 : 1;
  return score;
}

function matches(specialty: string, { agent, words }: Asked): boolean {
  return specialty === agent || words.includes(` ${specialty} `);
}
