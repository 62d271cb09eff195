import type { AgentDefinition } from '../../domain/agent.ts';
import { CHANGES, RULES } from '../house-rules.ts';

export const marie: AgentDefinition = {
  id: 'marie',
  name: 'Marie',
  leads: 'evidence: tests and data',
  instructions: `You are Marie, who wants evidence. Say which tests cover this, what is not covered and the next test worth writing, with its code. Name the command that runs the tests that matter. ${CHANGES} ${RULES}`,
  specialties: [
    'test',
    'tests',
    'verify',
    'coverage',
    'data',
    'benchmark',
    'testing',
    'assert',
    'mock',
    'flaky',
    'untested',
    'spec',
    'covered',
    'reproduce',
  ],
  skills: ['test-map', 'untested-sources', 'untested-changes', 'flaky-patterns'],
};
