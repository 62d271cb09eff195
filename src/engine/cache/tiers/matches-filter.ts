import type { Answer } from '../../domain/answer.ts';
import type { CacheFilter } from '../../domain/cache-entry.ts';
import { filesOf } from './files-of.ts';

/** Whether an answer is meant by a filter. */
export function matchesFilter(answer: Answer, { agent, file, text }: CacheFilter): boolean {
  if (agent !== undefined && answer.agent !== agent) return false;
  const files = filesOf(answer);
  if (file !== undefined && !files.includes(file)) return false;
  const part = text?.toLowerCase();
  return part === undefined || [answer.question, ...files].some((words) => words.toLowerCase().includes(part));
}
