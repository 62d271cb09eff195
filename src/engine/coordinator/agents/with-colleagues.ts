import type { AgentDefinition } from '../../domain/agent.ts';
import type { ContextSource } from '../../ports/context-source.ts';

/** The source, told of the workspace's own agents where a skill may name colleagues. */
export function withColleagues(source: ContextSource, own: () => readonly AgentDefinition[]): ContextSource {
  return {
    ...source,
    compress(request, options) {
      const names = request.agent.skills.includes('delegation');
      const colleagues = names ? own().map(({ id, leads, specialties }) => ({ id, leads, specialties })) : [];
      return source.compress(colleagues.length === 0 ? request : { ...request, colleagues }, options);
    },
  };
}
