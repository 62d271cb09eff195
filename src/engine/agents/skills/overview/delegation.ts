import type { Skill } from '../../../domain/skill.ts';
import { matchSpecialties } from '../../match-specialties.ts';
import { roster } from '../../roster.ts';
import { wordForms } from '../../word-forms.ts';

/** Splits a question among the others: who should look at which part in depth. */
export const delegation: Skill = {
  id: 'delegation',
  title: 'who should look in depth',
  find({ question, colleagues = [] }) {
    const asked = wordForms(question.text);
    return [...roster, ...colleagues]
      .filter(({ id }) => id !== 'alex')
      .map((agent) => ({ agent, matches: matchSpecialties(agent, asked) }))
      .filter(({ matches }) => matches.length > 0)
      .slice(0, 3)
      .map(({ agent, matches }) => ({
        skill: 'delegation',
        title: `Ask @${agent.id} (${agent.leads}) about: ${matches.slice(0, 5).join(', ')}`,
        weight: 0.5,
        sources: [],
      }));
  },
};
