import type { Leaving } from '../../domain/leaving.ts';
import type { Prompt } from '../../domain/prompt.ts';
import type { RouteRequest } from '../../routing/selector.ts';
import type { Journey } from '../ask/journey.ts';
import { EXPECTED_ANSWER_TOKENS } from '../budget/charge.ts';

/** What is to be answered, apart from whoever asked first: they may leave while others wait for it. */
export interface Order extends Pick<Journey, 'question' | 'pool' | 'how'> {
  readonly complexity: number;
}

/** What routing is to know of it. @param exclude instances that are not to be asked. */
export function routeRequest(
  { question, complexity }: Order,
  prompt: Prompt,
  asker: Leaving,
  exclude: ReadonlySet<string> | undefined,
): RouteRequest {
  return {
    asker,
    complexity,
    exclude,
    priority: question.priority ?? 'normal',
    agent: prompt.agent.id,
    tokens: prompt.tokens + EXPECTED_ANSWER_TOKENS,
    words: () => ` ${prompt.question.toLowerCase().replace(/[^\p{L}\p{N}_-]+/gu, ' ')} `,
  };
}
