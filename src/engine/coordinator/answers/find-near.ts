import type { AskEvent } from '../../domain/ask-event.ts';
import type { Prompt } from '../../domain/prompt.ts';
import type { Focus, Question } from '../../domain/question.ts';
import { limits } from '../../limits.ts';
import type { AnswerCache } from '../../ports/answer-cache.ts';
import type { AskRecord } from '../../ports/ask-journal.ts';
import { type NearParts, nearParts, nearPartsMatch } from './near-match.ts';

/**
 * A question asked before in other words whose answer still stands: same agent, same model, the very same context. To be
 * offered; a conversation, whose words mean what was said before, gets none.
 */
export function findNear(
  { history, focus }: Question,
  prompt: Prompt,
  answerClass: string,
  cache: AnswerCache,
): Extract<AskEvent, { type: 'near' }> | undefined {
  const { question, context, agent } = prompt;
  if ((history?.length ?? 0) > 0 || question.length > limits.journalChars) return undefined;
  let asked: NearParts | undefined;
  for (const record of cache.journal.sharing(context.hash, agent.id)) {
    const other = record.question;
    if (other === undefined || record.ingredients.answerClass !== answerClass) continue;
    if (other.text === question) {
      // Its own record, which others will be compared with.
      asked ??= partsOf(record, question);
      continue;
    }
    asked ??= nearParts(question);
    if (!nearPartsMatch(asked, partsOf(record, other.text)) || !sameFocus(other.focus, focus)) continue;
    if (cache.peek(record.digest) === undefined) continue;
    return { type: 'near', question: other.text, digest: record.digest, askedAt: record.askedAt };
  }
  return undefined;
}

function sameFocus(one: Focus | undefined, other: Focus | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

const taken = new WeakMap<AskRecord, NearParts>();

/** Records are kept for long, and compared again and again. */
function partsOf(record: AskRecord, text: string): NearParts {
  let parts = taken.get(record);
  if (parts === undefined) {
    parts = nearParts(text);
    taken.set(record, parts);
  }
  return parts;
}
