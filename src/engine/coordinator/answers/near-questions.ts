import { LRUCache } from 'lru-cache';
import type { AskEvent } from '../../domain/ask-event.ts';
import type { Prompt } from '../../domain/prompt.ts';
import type { Question } from '../../domain/question.ts';
import { limits } from '../../limits.ts';
import type { AnswerCache } from '../../ports/answer-cache.ts';
import type { AskRecord } from '../../ports/ask-journal.ts';
import { type NearParts, nearParts, nearPartsMatch } from './near-match.ts';
import { Neighbours } from './neighbours.ts';

/** A question taken apart: what one that is like it shares. */
export interface NearWanted {
  readonly text: string;
  /** What it looks at, as JSON. */
  readonly focus: string | undefined;
  readonly parts: NearParts;
}

/**
 * Questions asked before in other words whose answer still stands: same agent, same model, the very same context. To be
 * offered. What the journal knows of a context from earlier sessions is read once, and kept up with each question about it.
 */
export class NearQuestions {
  readonly #cache: AnswerCache;
  readonly #neighbours = new Neighbours();
  /** Context → agents whose earlier questions about it are among the neighbours. */
  readonly #recalled = new LRUCache<string, readonly string[]>({ max: limits.journalEntries });

  constructor(cache: AnswerCache) {
    this.#cache = cache;
  }

  /**
   * Takes a question apart, so that little is left to do once its context is known. One of a conversation, whose words mean what was
   * said before, is like no other: `undefined`.
   * @param text normalised.
   */
  prepare({ history, focus }: Question, text: string): NearWanted | undefined {
    if ((history?.length ?? 0) > 0 || text.length > limits.journalChars) return undefined;
    return { text, focus: JSON.stringify(focus), parts: nearParts(text) };
  }

  /** The one asked last that is like a question. */
  find(
    wanted: NearWanted | undefined,
    { context, agent }: Prompt,
    answerClass: string,
  ): Extract<AskEvent, { type: 'near' }> | undefined {
    if (wanted === undefined) return undefined;
    this.#recall(context.hash, agent.id);
    const alike = this.#neighbours.alike(context.hash, wanted.parts);
    for (let place = alike.length - 1; place >= 0; place--) {
      const other = alike[place];
      if (other === undefined || other.text === wanted.text) continue;
      if (other.agent !== agent.id || other.answerClass !== answerClass) continue;
      if (!nearPartsMatch(wanted.parts, other.parts) || other.focus !== wanted.focus) continue;
      if (this.#cache.peek(other.digest) === undefined) continue;
      return { type: 'near', question: other.text, digest: other.digest, askedAt: other.askedAt };
    }
    return undefined;
  }

  /** A question was asked, and is in the journal: one of the neighbours of those that come. */
  note(wanted: NearWanted | undefined, record: Omit<AskRecord, 'times'>): void {
    if (wanted !== undefined) this.#add(record, wanted.parts);
  }

  /** What was asked about a context before is read once; from then on it is noted. */
  #recall(context: string, agent: string): void {
    const recalled = this.#recalled.get(context) ?? [];
    if (recalled.includes(agent)) return;
    this.#recalled.set(context, [...recalled, agent]);
    const records = this.#cache.journal.sharing(context, agent);
    for (let n = records.length - 1; n >= 0; n--) {
      const record = records[n];
      if (record?.question !== undefined) this.#add(record, nearParts(record.question.text));
    }
  }

  #add({ agent, context, question, ingredients, digest, askedAt }: Omit<AskRecord, 'times'>, parts: NearParts): void {
    if (question === undefined) return;
    const { text, focus } = question;
    const { answerClass } = ingredients;
    this.#neighbours.add({
      agent,
      context,
      text,
      focus: JSON.stringify(focus),
      parts,
      answerClass,
      digest,
      askedAt,
    });
  }
}
