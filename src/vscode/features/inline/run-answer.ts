import * as vscode from 'vscode';
import { threadMarks, threadStates } from '../../../contributes/ids.ts';
import { AUTO_AGENT } from '../../../engine/domain/agent.ts';
import type { Question } from '../../../engine/domain/question.ts';
import { describeAnswer } from '../../describe-answer.ts';
import type { EngineHost } from '../../engine-host.ts';
import { type Conversation, turnsOf } from './conversation.ts';
import { drawThread } from './draw-thread.ts';
import { focusOf } from './focus-of.ts';
import { proposalOf } from './proposal-of.ts';

/** ms between two redraws of a streaming answer. */
const REDRAW_MS = 120;

export interface RunOptions {
  /** Asks the last question anew, past the cache; its answer is replaced once there is another. */
  readonly again: boolean;
  /** Whether the thread is still there. */
  readonly open: () => boolean;
  /** The URI of a path relative to the workspace folder. */
  readonly toUri: (path: string) => string | undefined;
}

/** Asks what the conversation asks now and streams the answer into its thread. */
export async function runAnswer(
  host: EngineHost,
  conversation: Conversation,
  { again, open, toUri }: RunOptions,
): Promise<void> {
  const source = new vscode.CancellationTokenSource();
  const { thread, exchanges } = conversation;
  // One that failed or was stopped has no exchange to take back.
  const replaces = again && exchanges.at(-1)?.question.text === conversation.asked.text;
  const before = replaces ? exchanges.slice(0, -1) : [...exchanges];
  const draw = (label: string, writing: string): void => drawThread(conversation, { before, writing, label, toUri });
  conversation.running = source;
  conversation.similar = undefined;
  thread.contextValue = threadStates.running;
  thread.canReply = false;
  let text = '';
  let drawnAt = 0;
  draw(lookingLabel(conversation.asked.agent), '…');
  try {
    const document = await vscode.workspace.openTextDocument(thread.uri);
    const range = new vscode.Range(
      document.positionAt(conversation.span.start),
      document.positionAt(conversation.span.end),
    );
    const question: Question = {
      ...conversation.asked,
      focus: focusOf(host.workspace, document, range),
      ...(before.length > 0 && { history: turnsOf(before) }),
      bypassCache: again,
      priority: 'high',
    };
    for await (const event of host.ask(question, source.token)) {
      if (!open()) return;
      if (event.type === 'agent') {
        conversation.asked = { ...conversation.asked, agent: event.agent };
        draw(lookingLabel(event.agent), '…');
      } else if (event.type === 'status' && event.message !== '') thread.label = event.message;
      else if (event.type === 'near') {
        conversation.similar = event.digest;
        thread.contextValue = `${threadStates.running}${threadMarks.similar}`;
      } else if (event.type === 'text') {
        text += event.text;
        if (Date.now() - drawnAt < REDRAW_MS) continue;
        drawnAt = Date.now();
        draw(vscode.l10n.t('{0} is writing…', conversation.asked.agent), text);
      } else if (event.type === 'restart') {
        text = '';
        draw(event.message, '…');
      } else if (event.type === 'done') {
        const label = describeAnswer(event);
        const { digest } = event.answer;
        const answered = { ...question, agent: conversation.asked.agent };
        const { text: answer, edits } = event.answer;
        exchanges.splice(before.length, 1, { question: answered, answer, edits, digest, label });
        draw(label, event.answer.text);
      } else if (event.type === 'failed') {
        const label = event.code === 'cancelled' ? vscode.l10n.t('stopped') : vscode.l10n.t('failed');
        draw(label, `${text}\n\n${event.message} ${event.remedy}`);
      }
    }
  } finally {
    conversation.running = undefined;
    source.dispose();
    if (open()) {
      const edit = proposalOf(conversation) === undefined ? '' : threadMarks.edit;
      thread.contextValue = `${threadStates.done}${edit}${conversation.similar === undefined ? '' : threadMarks.similar}`;
      thread.canReply = true;
    }
  }
}

function lookingLabel(agent: string): string {
  return vscode.l10n.t('{0} is looking…', agent === AUTO_AGENT ? 'WEE' : agent);
}
