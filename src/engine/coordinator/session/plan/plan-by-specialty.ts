import type { SessionPlan } from '../../../domain/session.ts';
import type { Team } from './choose-team.ts';

/** Who builds on whom: causes, design and operations first, then what to build, then its tests and words. */
const PHASE: Readonly<Record<string, number>> = { edison: 1, maya: 2, marie: 2 };

/** The plan without a model: everybody gets the whole question, and sees what earlier phases found. */
export function planBySpecialty({ agents, text, by, reason }: Team): SessionPlan {
  const phase = (id: string): number => PHASE[id] ?? 0;
  const ordered = [...agents].sort((a, b) => phase(a.id) - phase(b.id));
  const steps = ordered.map(({ id }) => ({
    id,
    agent: id,
    question: text,
    dependsOn: ordered.filter((other) => phase(other.id) < phase(id)).map((other) => other.id),
  }));
  return { by, reason, steps };
}
