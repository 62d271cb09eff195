import type { AskRecord } from '../../ports/ask-journal.ts';

/**
 * Why an answer was at hand after its context had been made again, one phrase for people.
 * @param known whether the question was asked since the engine started; @param before what it was the last time.
 */
export function explainHit(known: boolean, before: AskRecord | undefined, digest: string): string {
  if (before === undefined) return 'the same prompt was answered before';
  if (before.digest !== digest) return 'what it rests on is again as it was when it was answered';
  return known ? 'the changes do not reach its files' : 'nothing that it rests on changed since it was last asked';
}
