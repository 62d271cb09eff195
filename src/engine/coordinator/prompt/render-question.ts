import { isSecretFile } from '../../context/redact/is-secret-file.ts';
import { redact } from '../../context/redact/redact.ts';
import type { PromptMessage } from '../../domain/prompt.ts';
import type { Focus, Turn } from '../../domain/question.ts';
import { limits } from '../../limits.ts';

/** Plain ASCII without a carriage return or space around it: normalised as it is. */
const PLAIN = /^[!-~](?:[ -~\n\t]*[!-~])?$/;

/** One spelling for questions that differ in nothing: NFC, one kind of line end, no space around. */
export function normaliseQuestion(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
}

/** What is asked, with what it looks at, without secrets. @param text normalised. */
export function renderQuestion(text: string, focus: Focus | undefined): string {
  return redact(focus === undefined ? text : `${renderFocus(focus)}\n\n${text}`).text;
}

/** The last turns without secrets, the middle of a long one cut out. */
export function recentHistory(turns: readonly Turn[]): PromptMessage[] {
  return turns
    .slice(-limits.historyTurns)
    .map(({ role, text }) => ({ role: role === 'user' ? 'user' : 'assistant', content: cutMiddle(redact(text).text) }));
}

function cutMiddle(text: string): string {
  if (text.length <= limits.turnChars) return text;
  const half = Math.floor(limits.turnChars / 2);
  return `${text.slice(0, half)}\n[…]\n${text.slice(-half)}`;
}

function renderFocus({ path, from, to, text, diagnostics }: Focus): string {
  const lines = from === undefined ? '' : to === undefined || to === from ? `:${from}` : `:${from}-${to}`;
  const parts = [`I am looking at ${path}${lines}.`];
  if (isSecretFile(path)) parts.push('(It holds secrets: what is selected in it is left out.)');
  else if (text !== undefined && text !== '')
    parts.push(`Selected text:\n${fence(text.slice(0, limits.selectionChars))}`);
  for (const problem of (diagnostics ?? []).slice(0, limits.diagnostics)) {
    parts.push(`${problem.severity} at ${problem.path}:${problem.line}: ${problem.message}`);
  }
  return parts.join('\n');
}

/** A fence longer than any inside the text, so that the text cannot end it. */
function fence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}\n${text}\n${ticks}`;
}
