import type { ContextSource } from '../../ports/context-source.ts';
import type { Gate } from '../../routing/resources/gate.ts';

/** The source behind a gate: so many contexts are made at once, and a person's question does not wait behind background work. */
export function gatedContext(source: ContextSource, gate: Gate): ContextSource {
  return {
    ...source,
    compress: (request, options) =>
      gate.pass(request.question.priority ?? 'normal', options.signal, () => source.compress(request, options)),
  };
}
