import type { Trace } from '../../../engine/domain/trace.ts';
import { LastQuestions } from '../../last-questions.tsx';

/** The last questions of this window: why each hit or missed, and what its steps took. */
export function QuestionsPage({ traces }: { readonly traces: readonly Trace[] | undefined }) {
  if (traces === undefined) return <p class="quiet">Loading…</p>;
  if (traces.length === 0) return <p class="quiet">Nothing has been asked in this window yet.</p>;
  return <LastQuestions traces={traces} />;
}
