import * as vscode from 'vscode';
import { parseMention } from '../../../engine/agents/find-agent.ts';
import { linkMarkdown } from '../../link-markdown.ts';
import type { ChatHandover } from '../chat-handover.ts';
import { type Conversation, turnsOf } from './conversation.ts';

/** The editor's own command, which also takes what was said before. */
const OPEN_CHAT = 'workbench.action.chat.open';

/** Takes a conversation to the chat view, where it can go on. */
export async function openInChat(
  { exchanges, asked }: Conversation,
  handover: ChatHandover,
  toUri: (path: string) => string | undefined,
): Promise<void> {
  handover.give(asked.agent, turnsOf(exchanges));
  await vscode.commands.executeCommand(OPEN_CHAT, {
    previousRequests: exchanges.map(({ question, answer }) => ({
      request: `@${question.agent} ${parseMention(question.text)?.text ?? question.text}`,
      response: linkMarkdown(answer, toUri),
    })),
    query: `@${asked.agent} `,
    isPartialQuery: true,
  });
}
