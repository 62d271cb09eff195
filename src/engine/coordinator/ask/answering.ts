import { askApproval, needsApproval } from '../budget/ask-approval.ts';
import { EXPECTED_ANSWER_TOKENS } from '../budget/charge.ts';
import { costOf } from '../budget/cost-of.ts';
import { Flights } from '../generate/flight.ts';
import type { FlightEvent, Landing } from '../generate/flight-event.ts';
import { Generation } from '../generate/generation.ts';
import type { GenerationParts } from '../generate/generation-parts.ts';
import { isModel } from '../pools/is-model.ts';
import type { PromptMaker } from '../prompt/prompt-maker.ts';
import type { Asker } from './asker.ts';
import type { Journey } from './journey.ts';
import type { Remembered } from './memo.ts';

export type AnsweringParts = Omit<GenerationParts, 'prompts'>;

/** Steps 4 to 6: an answer is generated, shared with whoever asks the same meanwhile. */
export class Answering {
  readonly #parts: GenerationParts;
  readonly #flights = new Flights<FlightEvent, Landing>();

  constructor(parts: AnsweringParts, prompts: PromptMaker) {
    this.#parts = { ...parts, prompts };
  }

  /** @param complexity of the question, 0 to 10. Resolves when the answer is under way, of which the asker is told; at once where nobody must be waited for. */
  answer(journey: Journey, now: Remembered, complexity: number, asker: Asker): Promise<void> | undefined {
    const { purse, clock } = this.#parts;
    if (isModel(journey.pool)) {
      if (!purse.isReady) return purse.ready().then(() => this.answer(journey, now, complexity, asker));
      const asked = clock.monotonic();
      const approval = this.#approval(journey, now);
      if (approval !== undefined) {
        return approval.then(() => {
          journey.trace.add('approval', clock.monotonic() - asked);
          this.#generate(journey, now, complexity, asker);
        });
      }
    }
    this.#generate(journey, now, complexity, asker);
    return undefined;
  }

  #generate(journey: Journey, now: Remembered, complexity: number, asker: Asker): void {
    const { trace, question, pool, how } = journey;
    trace.complexity = complexity;
    // A person who joins background work would be shed with it: that has a flight of its own, unless a person's is under way.
    const apart = question.priority === 'background' && !this.#flights.has(now.digest);
    const key = apart ? `${now.digest} in the background` : now.digest;
    asker.shared = this.#flights.has(key);
    const make = (): Generation => new Generation(this.#parts, key, { question, pool, how, complexity }, now);
    this.#flights.join(key, make, asker);
  }

  /** The person's, where much would be spent, unless it is being spent already, or may not be. */
  #approval(
    { question, agent, pool, how, stream }: Journey,
    { digest, prompt }: Remembered,
  ): Promise<void> | undefined {
    const { settings, purse } = this.#parts;
    const { approve } = settings().budget;
    if (approve.tokens <= 0 && approve.cost <= 0) return undefined;
    if (this.#flights.has(digest) && question.priority !== 'background') return undefined;
    const tokens = prompt.tokens + EXPECTED_ANSWER_TOKENS;
    const cost = costOf(pool.dearest, prompt.tokens, EXPECTED_ANSWER_TOKENS);
    const estimate = { tokens, cost, agents: [agent.id], to: pool.label };
    if (!needsApproval(estimate, approve) || !purse.allows(agent.id, estimate)) return undefined;
    return askApproval(estimate, approve, how.approve, stream.signal());
  }
}
