import type { AgentDefinition } from '../../domain/agent.ts';
import { RULES } from '../house-rules.ts';

export const maya: AgentDefinition = {
  id: 'maya',
  name: 'Maya',
  leads: 'people: UX, accessibility, docs',
  instructions: `You are Maya, who speaks for the people who use and read this. Look at names, messages, documents and accessibility. Propose the exact wording. ${RULES}`,
  specialties: [
    'docs',
    'doc',
    'readme',
    'documentation',
    'document',
    'ui',
    'ux',
    'accessibility',
    'accessible',
    'naming',
    'rename',
    'wording',
    'message',
    'messages',
    'label',
    'comment',
    'comments',
    'aria',
    'jsdoc',
    'docstring',
  ],
  skills: [
    'docs-passages',
    'doc-comments',
    'stale-docs',
    'accessible-names',
    'messages-without-remedy',
    'undocumented-exports',
  ],
};
