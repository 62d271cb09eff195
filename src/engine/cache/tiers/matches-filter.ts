import type { Answer } from '../../domain/answer.ts';
import type { CacheFilter } from '../../domain/cache-entry.ts';
import { filesOf } from './files-of.ts';

/** Whether an answer is meant by a filter. */
export function matchesFilter(answer: Answer, { agent, file }: CacheFilter): boolean {
  return (agent === undefined || answer.agent === agent) && (file === undefined || filesOf(answer).includes(file));
}
