import { LRUCache } from 'lru-cache';
import type { AskEvent } from '../../domain/ask-event.ts';
import type { Prompt } from '../../domain/prompt.ts';
import type { Question } from '../../domain/question.ts';
import { limits } from '../../limits.ts';
import type { AnswerCache } from '../../ports/answer-cache.ts';
import type { AskRecord } from '../../ports/ask-journal.ts';
import { nearParts, nearPartsMatch } from './near-match.ts';
import { type Neighbour, Neighbours } from './neighbours.ts';

/** As many contexts as the journal's questions fill. */
const CONTEXTS = Math.ceil(limits.journalEntries / limits.sharingRecords);

/**
 * Questions asked before in other words whose answer still stands: same agent, same model, the very same context. To be
 * offered. What the journal knows of a context is read once, and kept up with each question about it.
 */
export class NearQuestions {
  readonly #cache: AnswerCache;
  readonly #contexts = new LRUCache<string, Neighbours>({ max: CONTEXTS });

  constructor(cache: AnswerCache) {
    this.#cache = cache;
  }

  /** A question was asked, and is in the journal. */
  note(record: Omit<AskRecord, 'askedAt' | 'times'>, askedAt: number): void {
    const neighbours = this.#contexts.get(placeOf(record.context, record.agent));
    if (neighbours === undefined) return;
    const neighbour = neighbourOf(record, askedAt);
    if (neighbour !== undefined) neighbours.add(neighbour);
  }

  /** The one asked last that is like this question. A conversation, whose words mean what was said before, gets none. */
  find(
    { history, focus }: Question,
    prompt: Prompt,
    answerClass: string,
  ): Extract<AskEvent, { type: 'near' }> | undefined {
    const { question, context, agent } = prompt;
    if ((history?.length ?? 0) > 0 || question.length > limits.journalChars) return undefined;
    const parts = nearParts(question);
    const alike = this.#about(context.hash, agent.id).alike(question, parts);
    for (let place = alike.length - 1; place >= 0; place--) {
      const other = alike[place];
      if (other === undefined || other.text === question || other.answerClass !== answerClass) continue;
      if (!nearPartsMatch(parts, other.parts) || other.focus !== JSON.stringify(focus)) continue;
      if (this.#cache.peek(other.digest) === undefined) continue;
      return { type: 'near', question: other.text, digest: other.digest, askedAt: other.askedAt };
    }
    return undefined;
  }

  #about(context: string, agent: string): Neighbours {
    const key = placeOf(context, agent);
    let neighbours = this.#contexts.get(key);
    if (neighbours === undefined) {
      neighbours = new Neighbours();
      for (const record of [...this.#cache.journal.sharing(context, agent)].reverse()) {
        const neighbour = neighbourOf(record, record.askedAt);
        if (neighbour !== undefined) neighbours.add(neighbour);
      }
      this.#contexts.set(key, neighbours);
    }
    return neighbours;
  }
}

function placeOf(context: string, agent: string): string {
  return `${agent} ${context}`;
}

function neighbourOf(
  { question, ingredients, digest }: Pick<AskRecord, 'question' | 'ingredients' | 'digest'>,
  askedAt: number,
): Neighbour | undefined {
  if (question === undefined || question.text.length > limits.journalChars) return undefined;
  const { text, focus } = question;
  return { text, focus: JSON.stringify(focus), answerClass: ingredients.answerClass, digest, askedAt };
}
