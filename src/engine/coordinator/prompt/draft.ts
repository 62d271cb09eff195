import type { AgentDefinition } from '../../domain/agent.ts';
import type { SealedContext } from '../../domain/context/seal-context.ts';
import { sha256 } from '../../domain/context/sha256.ts';
import type { Prompt, PromptMessage } from '../../domain/prompt.ts';
import type { Question } from '../../domain/question.ts';
import { QUESTION_DIGITS } from '../../ports/answer-cache.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { normaliseQuestion, recentHistory, renderQuestion } from './render-question.ts';

/** Raise it when the meaning of a stored answer changes, so that no old one is served. */
const DIGEST_VERSION = 2;

/** The cache keys that a question has with different contexts. */
export interface Digests {
  /** Their first digits, the same for all. */
  readonly place: string;
  /** @param contextHash see `SealedContext.hash`. */
  of(contextHash: string): string;
}

/**
 * A prompt without its context: all of it that is known as soon as the question is asked, so that what is left when the context is
 * there takes next to nothing. Agent ⊕ context ⊕ history ⊕ question, stable parts first, so that the prompt caches of providers and local models
 * hit: the agent's instructions, then the context, then what differs from turn to turn. What was typed, selected and said before
 * loses its secrets here; the context came without any.
 */
export class Draft {
  readonly agent: AgentDefinition;
  /** Normalised. */
  readonly question: string;
  /** Everything after the first message. */
  readonly #rest: readonly PromptMessage[];
  readonly #tokens: number;

  constructor(agent: AgentDefinition, question: Question) {
    this.agent = agent;
    this.question = normaliseQuestion(question.text);
    this.#rest = [
      ...recentHistory(question.history ?? []),
      { role: 'user', content: renderQuestion(this.question, question.focus) },
    ];
    let tokens = estimateTokens(agent.instructions);
    for (const { content } of this.#rest) tokens += estimateTokens(content);
    this.#tokens = tokens;
  }

  /** The prompt with this context. */
  complete(context: SealedContext): Prompt {
    const { agent, question } = this;
    const first: PromptMessage = { role: 'system', content: `${agent.instructions}\n\n${context.rendered}` };
    // Spread into a literal, the array would keep room for sixteen more.
    const messages = [first].concat(this.#rest);
    return { messages, agent, context, question, tokens: context.tokens + this.#tokens };
  }

  /**
   * The cache keys: sha256 over the exact bytes that a backend would get, the agent's whole definition and
   * the answer class. The first message is made of the agent and the context alone; for these two their own sha256 stands (a Merkle
   * tree), so that the host hashes a few hundred bytes instead of the whole prompt. Equal digests mean equal prompts still, so a
   * cached answer is exactly as true as a new one. The first digits are those of all that is not the context: so the answers to one
   * question lie side by side on disk, and are found before its context is there.
   */
  digests(answerClass: string): Digests {
    const head = JSON.stringify([DIGEST_VERSION, answerClass, hashOf(this.agent)]).slice(0, -1);
    const rest = JSON.stringify(this.#rest);
    const place = sha256(`${head},${rest}]`).slice(0, QUESTION_DIGITS);
    return {
      place,
      of(contextHash) {
        const whole = sha256(`${head},"${contextHash}",${rest}]`);
        // Joined, since a sum would keep both of its parts for as long as the question runs.
        return [place, whole.slice(QUESTION_DIGITS)].join('');
      },
    };
  }
}

const agentHashes = new WeakMap<AgentDefinition, string>();

/** A definition never changes: a new one is a new object. */
function hashOf(agent: AgentDefinition): string {
  let hash = agentHashes.get(agent);
  if (hash === undefined) {
    hash = sha256(JSON.stringify(agent));
    agentHashes.set(agent, hash);
  }
  return hash;
}
