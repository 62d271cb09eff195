import * as vscode from 'vscode';
import { commands, contextKeys } from '../../../contributes/ids.ts';
import { parseMention } from '../../../engine/agents/find-agent.ts';
import { AUTO_AGENT } from '../../../engine/domain/agent.ts';
import { limits } from '../../../engine/limits.ts';
import type { EngineHost } from '../../engine-host.ts';
import { applyText } from '../apply-edits.ts';
import type { ChatHandover } from '../chat-handover.ts';
import type { Conversation } from './conversation.ts';
import { moveSpan } from './move-span.ts';
import { openInChat } from './open-in-chat.ts';
import { proposalOf } from './proposal-of.ts';
import { runAnswer } from './run-answer.ts';
import { watchStaleness } from './watch-staleness.ts';

/** Lines of the selection that stay in sight above an answer. */
const LINES_ABOVE = 6;

/** Answers as comment threads under the selection, streaming. */
export interface InlineAnswers extends vscode.Disposable {
  /** Opens a thread at a range, by default the selection, and asks; resolves when the answer is whole. */
  ask(editor: vscode.TextEditor, text: string, agent?: string, range?: vscode.Range): Promise<void>;
  /** What is open, as it is shown; the last one used comes last. */
  threads(): readonly vscode.CommentThread[];
}

export function registerInlineAnswers(host: EngineHost, handover: ChatHandover): InlineAnswers {
  const controller = vscode.comments.createCommentController('wee', 'WEE');
  controller.options = { prompt: vscode.l10n.t('Ask on…'), placeHolder: vscode.l10n.t('A further question') };
  /** The one that was used longest ago comes first. */
  const open = new Map<vscode.CommentThread, Conversation>();

  const toUri = (path: string): string | undefined => host.workspace.uri(path)?.toString();

  function changed(): void {
    void vscode.commands.executeCommand('setContext', contextKeys.hasAnswers, open.size > 0);
  }

  function close(thread: vscode.CommentThread): void {
    open.get(thread)?.running?.cancel();
    open.delete(thread);
    thread.dispose();
    changed();
  }

  function use({ thread }: Conversation): void {
    const conversation = open.get(thread);
    if (conversation === undefined) return;
    open.delete(thread);
    open.set(thread, conversation);
  }

  function run(conversation: Conversation, again = false): Promise<void> {
    use(conversation);
    return runAnswer(host, conversation, { again, toUri, open: () => open.has(conversation.thread) });
  }

  /** The conversation that a command means: the one it was called on, else the nearest in the file, else the last one used. */
  function meant(target: unknown): Conversation | undefined {
    const thread = typeof target === 'object' && target !== null && 'thread' in target ? target.thread : target;
    const named = open.get(thread as vscode.CommentThread);
    if (named !== undefined || target !== undefined) return named;
    const editor = vscode.window.activeTextEditor;
    const here = [...open.values()].filter(({ thread: { uri } }) => uri.toString() === editor?.document.uri.toString());
    const cursor = editor?.document.offsetAt(editor.selection.active) ?? 0;
    const distance = ({ span }: Conversation): number => Math.abs(span.end - cursor);
    return here.sort((a, b) => distance(a) - distance(b))[0] ?? [...open.values()].at(-1);
  }

  const on = (command: string, act: (conversation: Conversation, text: string) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(command, (target?: vscode.CommentThread | vscode.CommentReply) => {
      const conversation = meant(target);
      if (conversation === undefined) {
        return vscode.window.showInformationMessage(vscode.l10n.t('WEE: no answer is open in an editor.'));
      }
      return act(conversation, target !== undefined && 'text' in target ? target.text : '');
    });

  const registrations = vscode.Disposable.from(
    controller,
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const uri = document.uri.toString();
      for (const conversation of open.values()) {
        if (conversation.thread.uri.toString() !== uri) continue;
        conversation.span = moveSpan(conversation.span, contentChanges);
      }
    }),
    watchStaleness(
      host,
      () => open.values(),
      ({ thread, exchanges }, reason) => {
        const { label } = exchanges.at(-1) ?? {};
        if (label === undefined || !open.has(thread)) return;
        thread.label = reason === undefined ? label : `${label} · ⚠ ${vscode.l10n.t('stale: {0}', reason)}`;
      },
    ),
    on(commands.stopAnswer, ({ running }) => running?.cancel()),
    on(commands.copyAnswer, ({ exchanges }) => vscode.env.clipboard.writeText(exchanges.at(-1)?.answer ?? '')),
    on(commands.applyAnswer, (conversation) => apply(conversation)),
    on(commands.askAgain, (conversation) => (conversation.running === undefined ? run(conversation, true) : undefined)),
    on(commands.openInChat, (conversation) => openInChat(conversation, handover, toUri)),
    on(commands.similarAnswer, ({ similar }) =>
      similar === undefined
        ? vscode.window.showInformationMessage(vscode.l10n.t('WEE: no similar question was answered before.'))
        : vscode.commands.executeCommand(commands.showSimilar, similar),
    ),
    on(commands.goToAnswer, goTo),
    on(commands.dismiss, ({ thread }) => close(thread)),
    on(commands.reply, (conversation, text) => {
      if (conversation.running !== undefined || text.trim() === '') return undefined;
      const agent = parseMention(text) === undefined ? conversation.asked.agent : AUTO_AGENT;
      conversation.asked = { agent, text };
      return run(conversation);
    }),
  );

  return {
    async ask(editor, text, agent = AUTO_AGENT, range = editor.selection) {
      const oldest = open.keys().next().value;
      if (open.size >= limits.inlineThreads && oldest !== undefined) close(oldest);
      const { document } = editor;
      const thread = controller.createCommentThread(document.uri, under(document, range), []);
      thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
      const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      const conversation: Conversation = { thread, span, exchanges: [], asked: { agent, text }, running: undefined };
      open.set(thread, conversation);
      changed();
      reveal(editor, range);
      await run(conversation);
    },
    threads: () => [...open.keys()],
    dispose() {
      for (const thread of [...open.keys()]) close(thread);
      registrations.dispose();
    },
  };
}

/** Shows what the last answer proposes as a diff to accept; code without a place goes where the selection was. */
async function apply(conversation: Conversation): Promise<void> {
  const { thread, span } = conversation;
  const proposal = proposalOf(conversation);
  if (proposal === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('WEE: this answer proposes no change.'));
  } else if (proposal.code === undefined) {
    await vscode.commands.executeCommand(commands.applyEdits, proposal.edits);
  } else {
    const document = await vscode.workspace.openTextDocument(thread.uri);
    const range = new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
    await applyText(document, range, proposal.code);
  }
}

/** The end of the last line that a range reaches into: the answer opens below it. */
function under(document: vscode.TextDocument, { start, end }: vscode.Range): vscode.Range {
  const line = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  const at = document.lineAt(line).range.end;
  return new vscode.Range(at, at);
}

/** Puts the keyboard into an answer, by the editor's own command, which goes to the first thread after the cursor. */
async function goTo({ thread, span }: Conversation): Promise<void> {
  const editor = await vscode.window.showTextDocument(thread.uri);
  const { line } = editor.document.positionAt(span.end);
  const before = line === 0 ? new vscode.Position(0, 0) : editor.document.lineAt(line - 1).range.start;
  editor.selection = new vscode.Selection(before, before);
  await vscode.commands.executeCommand('editor.action.nextCommentThreadAction');
}

/** Scrolls so that the end of the range is near the top: the answer opens below it and wants room. */
function reveal(editor: vscode.TextEditor, { start, end }: vscode.Range): void {
  const first = Math.max(start.line, end.line - LINES_ABOVE);
  editor.revealRange(new vscode.Range(first, 0, end.line, 0), vscode.TextEditorRevealType.AtTop);
}
