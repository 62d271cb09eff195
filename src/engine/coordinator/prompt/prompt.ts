import { isSecretFile } from '../../context/redact/is-secret-file.ts';
import { redact } from '../../context/redact/redact.ts';
import type { AgentDefinition } from '../../domain/agent.ts';
import type { Prompt, PromptMessage } from '../../domain/prompt.ts';
import type { Focus, Question, Turn } from '../../domain/question.ts';
import type { SealedContext } from '../../domain/seal-context.ts';
import { limits } from '../../limits.ts';
import { estimateTokens } from './estimate-tokens.ts';

/**
 * Step 2: agent ⊕ context ⊕ history ⊕ question, stable parts first, so that the prompt caches of providers and local models
 * hit: the agent's instructions, then the context, then what differs from turn to turn. What was typed, selected and said before
 * loses its secrets here; the context came without any.
 */
export function buildPrompt(agent: AgentDefinition, context: SealedContext, question: Question): Prompt {
  const text = normaliseQuestion(question.text);
  const system = `${agent.instructions}\n\n${context.rendered}`;
  const ask = redact(question.focus === undefined ? text : `${renderFocus(question.focus)}\n\n${text}`).text;
  const history = recentHistory(question.history ?? []);
  let tokens = context.tokens + estimateTokens(agent.instructions) + estimateTokens(ask);
  for (const { content } of history) tokens += estimateTokens(content);
  const first: PromptMessage = { role: 'system', content: system };
  const last: PromptMessage = { role: 'user', content: ask };
  return {
    messages: history.length === 0 ? [first, last] : [first, ...history, last],
    agent,
    context,
    question: text,
    tokens,
  };
}

/** Plain ASCII without a carriage return or space around it: normalised as it is. */
const PLAIN = /^[!-~](?:[ -~\n\t]*[!-~])?$/;

/** One spelling for questions that differ in nothing: NFC, one kind of line end, no space around. */
export function normaliseQuestion(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
}

/** The last turns, the middle of a long one cut out. */
function recentHistory(turns: readonly Turn[]): PromptMessage[] {
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
