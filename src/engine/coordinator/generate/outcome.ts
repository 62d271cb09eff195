import type { Answer } from '../../domain/answer.ts';
import type { Prompt } from '../../domain/prompt.ts';
import { costOf } from '../budget/cost-of.ts';
import type { GenerationParts } from './generation-parts.ts';
import { takenInVain } from './taken-in-vain.ts';
import type { Try } from './try.ts';

/** What a try brought. */
export interface Outcome {
  readonly answer: Answer;
  readonly instance: string;
  readonly firstTokenMs: number | undefined;
  /** What it took; absent where nothing has a price. */
  readonly cost: number | undefined;
  /** Why it went where it went. */
  readonly how: string;
  /** When the answer was whole, ms, monotonic. */
  readonly endedAt: number;
}

/** The answer of a try that has a whole one, whose charge is settled. @param sentAt when it was sent, ms, monotonic. */
export function outcomeOf(
  { stream, source, charge, hedged, attempts }: Try,
  prompt: Prompt,
  digest: string,
  sentAt: number,
  { clock, pools }: Pick<GenerationParts, 'clock' | 'pools'>,
): Outcome {
  if (source === undefined) throw new Error('Nobody wrote it.');
  const { lease, firstTokenMs } = source;
  const { id: instance, backend, spec } = lease.instance;
  const used = stream.tokens(prompt);
  const besides = takenInVain(attempts, prompt.tokens, pools);
  charge?.settle(used.prompt, used.answer, spec.price, besides);
  const cost = costOf(spec.price, used.prompt, used.answer) + besides.cost;
  const endedAt = clock.monotonic();
  const answer = stream.answer(prompt, {
    digest,
    backend: backend.label,
    answerClass: backend.answerClass,
    createdAt: clock.now(),
    generateMs: endedAt - sentAt,
  });
  return {
    answer,
    instance,
    firstTokenMs,
    cost: cost > 0 ? cost : undefined,
    how: hedged ? `${lease.reason}; hedged` : lease.reason,
    endedAt,
  };
}
