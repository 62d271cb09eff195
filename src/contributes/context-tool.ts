import { roster } from '../engine/agents/roster.ts';
import { contextTool } from './ids.ts';

/** The one of `contributes.languageModelTools` of package.json. */
export function contextToolEntry(): Record<string, unknown> {
  return {
    name: contextTool,
    displayName: '%tool.context%',
    userDescription: '%tool.context.user%',
    modelDescription:
      'Finds the parts of this workspace that matter for a question and returns them compressed: the relevant lines of at most 20 files with paths and line numbers, key dependencies, recent changes, and findings of static analysis. Secrets are redacted. Use it before answering a question about the code or changing it.',
    canBeReferencedInPrompt: true,
    toolReferenceName: 'weeContext',
    icon: '$(sparkle)',
    tags: ['codebase', 'context'],
    inputSchema: {
      type: 'object',
      properties: {
        question: {
          type: 'string',
          description: 'The question or task that the context is to be about, in words.',
        },
        agent: {
          type: 'string',
          description: `Whose findings to add: ${roster.map(({ id }) => id).join(', ')}, or an agent that the workspace defines; the fitting one by default.`,
        },
      },
      required: ['question'],
    },
  };
}
