import type { Backend } from '../src/engine/ports/backend.ts';

/** A model that answers at once, always the same. */
export function instantBackend(text: string): Backend {
  return {
    id: 'instant',
    label: 'instant',
    answerClass: 'instant/1',
    remote: false,
    async *generate() {
      yield { type: 'text', text };
      yield { type: 'end', finish: 'stop' };
    },
  };
}
