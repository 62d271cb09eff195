import type { AgentDefinition } from './agent.ts';
import type { SealedContext } from './context/seal-context.ts';

/** A chat message as every backend understands it. */
export interface PromptMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What a backend gets. `messages` are the exact bytes, the first of them made of `agent` and `context` alone; the rest is the same matter, structured, for the local analyst. */
export interface Prompt {
  readonly messages: readonly PromptMessage[];
  readonly agent: AgentDefinition;
  readonly context: SealedContext;
  /** The question, normalised. */
  readonly question: string;
  /** Estimated with one tokenizer for all models. */
  readonly tokens: number;
}
