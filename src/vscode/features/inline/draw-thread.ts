import * as vscode from 'vscode';
import { AUTO_AGENT } from '../../../engine/domain/agent.ts';
import { linkMarkdown } from '../../link-markdown.ts';
import type { Conversation, Exchange } from './conversation.ts';

export interface Drawing {
  /** Whole answers that stand above. */
  readonly before: readonly Exchange[];
  /** The answer to what is asked now: as far as it has come, or what became of it. */
  readonly writing: string;
  readonly label: string;
  readonly toUri: (path: string) => string | undefined;
}

/** Shows a conversation in its thread. */
export function drawThread({ thread, asked }: Conversation, { before, writing, label, toUri }: Drawing): void {
  const comment = (author: string, text: string): vscode.Comment => ({
    author: { name: author },
    mode: vscode.CommentMode.Preview,
    // Not trusted: an answer may link to files, never to commands.
    body: new vscode.MarkdownString(linkMarkdown(text, toUri)),
  });
  const pair = (agent: string, question: string, answer: string): vscode.Comment[] => [
    comment(vscode.l10n.t('You'), question),
    comment(agent === AUTO_AGENT ? 'WEE' : agent, answer),
  ];
  thread.comments = [
    ...before.flatMap(({ question, answer }) => pair(question.agent, question.text, answer)),
    ...pair(asked.agent, asked.text, writing),
  ];
  thread.label = label;
}
