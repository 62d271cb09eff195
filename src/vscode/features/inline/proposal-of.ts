import type { ProposedEdit } from '../../../engine/domain/answer.ts';
import { onlyCodeBlock, parseEdits } from '../../../engine/domain/parse-edits.ts';
import type { Conversation } from './conversation.ts';

/** What the last answer of a conversation proposes: changes of files, or code for the text that was selected; `undefined` for neither. */
export function proposalOf({
  exchanges,
}: Pick<Conversation, 'exchanges'>): { readonly edits: readonly ProposedEdit[]; readonly code?: string } | undefined {
  const last = exchanges.at(-1);
  if (last === undefined) return undefined;
  const edits = [...(last.edits ?? []), ...parseEdits(last.answer)];
  if (edits.length > 0) return { edits };
  const selected = last.question.focus?.text !== undefined && last.question.focus.text.trim() !== '';
  const code = selected ? onlyCodeBlock(last.answer) : undefined;
  return code === undefined ? undefined : { edits, code };
}
