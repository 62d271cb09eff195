import type { Skill } from '../../domain/skill.ts';
import { roster } from '../roster.ts';

/** Splits a question among the others: who should look at which part in depth. */
export const delegation: Skill = {
  id: 'delegation',
  title: 'who should look in depth',
  find({ question }) {
    const words = new Set(
      question.text
        .slice(0, 4_000)
        .toLowerCase()
        .match(/[a-z]+/g) ?? [],
    );
    return roster
      .filter(({ id }) => id !== 'alex')
      .map((agent) => ({ agent, matches: agent.specialties.filter((word) => words.has(word)) }))
      .filter(({ matches }) => matches.length > 0)
      .slice(0, 3)
      .map(({ agent, matches }) => ({
        skill: 'delegation',
        title: `Ask @${agent.id} (${agent.leads}) about: ${matches.join(', ')}`,
        weight: 0.5,
        sources: [],
      }));
  },
};
