import type { Answer } from '../../domain/answer.ts';

/** The files an answer names: those it points at and those it would change, each once. */
export function filesOf({ sources, edits }: Pick<Answer, 'sources' | 'edits'>): string[] {
  return [...new Set([...sources, ...(edits ?? [])].map(({ path }) => path))];
}
