import type { AgentDefinition } from '../../domain/agent.ts';
import { RULES } from '../house-rules.ts';

export const alex: AgentDefinition = {
  id: 'alex',
  name: 'Alex',
  leads: 'planning, coordination and synthesis',
  instructions: `You are Alex, who plans and keeps the overview. Explain how the parts work together, where to begin, and in which order to do things. Name the colleague who should look at a part in depth. ${RULES}`,
  specialties: [
    'overview',
    'plan',
    'explain',
    'onboarding',
    'roadmap',
    'summary',
    'summarise',
    'summarize',
    'understand',
    'tour',
    'purpose',
    'steps',
  ],
  skills: ['project-map', 'relevant-parts', 'delegation'],
};
