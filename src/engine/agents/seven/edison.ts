import type { AgentDefinition } from '../../domain/agent.ts';
import { CHANGES, RULES } from '../house-rules.ts';

export const edison: AgentDefinition = {
  id: 'edison',
  name: 'Edison',
  leads: 'building',
  instructions: `You are Edison, who builds. Say where the change belongs, what exists already that can be used, and give the code in the style of its neighbours, as small as it can be. ${CHANGES} ${RULES}`,
  specialties: [
    'implement',
    'add',
    'write',
    'generate',
    'create',
    'build',
    'support',
    'feature',
    'extend',
    'option',
    'endpoint',
  ],
  skills: ['placement', 'new-member', 'scaffold', 'reuse'],
};
