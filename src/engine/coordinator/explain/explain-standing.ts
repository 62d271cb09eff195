import type { CacheStanding, CacheWhy } from '../../domain/cache-entry.ts';
import type { Question } from '../../domain/question.ts';
import type { AskJournal } from '../../ports/ask-journal.ts';

/** Asks the journal which question an answer is of, makes that question's prompt as it would be now, and compares. */
export async function explainStanding(
  digest: string,
  journal: AskJournal,
  explain: (question: Question) => Promise<CacheWhy>,
): Promise<CacheStanding> {
  const record = journal.withDigest(digest);
  if (record === undefined) {
    return { standing: 'replaced', reason: 'its question has a newer answer, or was asked too long ago' };
  }
  if (record.question === undefined) {
    return { standing: 'unknown', reason: 'asked in a conversation or at a selection, which is not kept' };
  }
  const now = await explain(record.question);
  if (now.digest === digest) {
    const rest =
      now.files.length === 0
        ? ''
        : `, and so do ${now.files.length === 1 ? 'its file' : `its ${now.files.length} files`}`;
    return { standing: 'valid', reason: `its question, model and settings stand${rest}` };
  }
  const { reason } = now;
  return {
    standing: 'stale',
    reason: now.tier === 'none' ? reason : 'what it rests on changed, and another answer fits',
  };
}
