import type { AgentId } from '../../engine/domain/agent.ts';
import type { Turn } from '../../engine/domain/question.ts';

/**
 * Turns of an inline conversation that goes on in the chat view. VS Code shows them there, but hands a participant only the
 * turns that it made itself: the first question to the same agent in an empty conversation takes them over, and that
 * conversation keeps them.
 */
export class ChatHandover {
  #given: { readonly agent: AgentId; readonly turns: readonly Turn[]; takenBy?: string } | undefined;

  /** Only the conversation that was handed over last is kept. */
  give(agent: AgentId, turns: readonly Turn[]): void {
    this.#given = { agent, turns };
  }

  /** What precedes a conversation; `first` is the oldest question that VS Code tells of, if there is one. */
  take(agent: AgentId, prompt: string, first: string | undefined): readonly Turn[] {
    const given = this.#given;
    if (given === undefined || given.agent !== agent) return [];
    if (given.takenBy === undefined && first === undefined) given.takenBy = prompt;
    return given.takenBy === (first ?? prompt) ? given.turns : [];
  }
}
