import * as vscode from 'vscode';
import { commands, threadStates } from '../../contributes.ts';
import { AUTO_AGENT } from '../../engine/domain/agent.ts';
import type { Focus, Turn } from '../../engine/domain/question.ts';
import { limits } from '../../engine/limits.ts';
import { describeAnswer } from '../describe-answer.ts';
import type { EngineHost } from '../engine-host.ts';
import { linkMarkdown } from '../link-markdown.ts';

/** ms between two redraws of a streaming answer. */
const REDRAW_MS = 120;

interface Conversation {
  readonly thread: vscode.CommentThread;
  readonly focus: Focus | undefined;
  readonly turns: Turn[];
  agent: string;
  question: string;
  running: vscode.CancellationTokenSource | undefined;
}

/** Answers as comment threads under the selection, streaming. */
export interface InlineAnswers extends vscode.Disposable {
  /** Opens a thread at the selection and asks. */
  ask(editor: vscode.TextEditor, text: string, agent?: string): Promise<void>;
}

export function registerInlineAnswers(host: EngineHost): InlineAnswers {
  const controller = vscode.comments.createCommentController('wee', 'WEE');
  controller.options = { prompt: vscode.l10n.t('Ask on…'), placeHolder: vscode.l10n.t('A further question') };
  const open = new Map<vscode.CommentThread, Conversation>();

  function close(thread: vscode.CommentThread): void {
    open.get(thread)?.running?.cancel();
    open.delete(thread);
    thread.dispose();
  }

  function show(conversation: Conversation, markdown: string, label: string): void {
    const { thread, turns } = conversation;
    const toUri = (path: string) => host.workspace.uri(path)?.toString();
    const comment = (author: string, text: string): vscode.Comment => ({
      author: { name: author },
      mode: vscode.CommentMode.Preview,
      // Not trusted: an answer may link to files, never to commands.
      body: new vscode.MarkdownString(linkMarkdown(text, toUri)),
    });
    const earlier = turns.map((turn) =>
      comment(turn.role === 'user' ? vscode.l10n.t('You') : conversation.agent, turn.text),
    );
    thread.comments = [
      ...earlier,
      comment(vscode.l10n.t('You'), conversation.question),
      comment(conversation.agent, markdown),
    ];
    thread.label = label;
  }

  async function run(conversation: Conversation, bypassCache: boolean): Promise<void> {
    const source = new vscode.CancellationTokenSource();
    const { thread, focus, turns, question, agent } = conversation;
    conversation.running = source;
    thread.contextValue = threadStates.running;
    thread.canReply = false;
    let text = '';
    let drawnAt = 0;
    show(conversation, '…', vscode.l10n.t('{0} is looking…', agent === AUTO_AGENT ? 'WEE' : agent));
    const asked = {
      agent,
      text: question,
      history: [...turns],
      bypassCache,
      priority: 'high' as const,
      ...(focus !== undefined && { focus }),
    };
    try {
      for await (const event of host.ask(asked, source.token)) {
        if (!open.has(thread)) return;
        if (event.type === 'agent') conversation.agent = event.agent;
        else if (event.type === 'status' && event.message !== '') thread.label = event.message;
        else if (event.type === 'text') {
          text += event.text;
          if (Date.now() - drawnAt < REDRAW_MS) continue;
          drawnAt = Date.now();
          show(conversation, text, vscode.l10n.t('{0} is writing…', conversation.agent));
        } else if (event.type === 'restart') {
          text = '';
          show(conversation, '…', event.message);
        } else if (event.type === 'done') {
          show(conversation, event.answer.text, describeAnswer(event));
          turns.push({ role: 'user', text: question }, { role: 'agent', text: event.answer.text });
        } else if (event.type === 'failed') {
          const label = event.code === 'cancelled' ? vscode.l10n.t('stopped') : vscode.l10n.t('failed');
          show(conversation, `${text}\n\n${event.message} ${event.remedy}`, label);
        }
      }
    } finally {
      conversation.running = undefined;
      thread.contextValue = threadStates.done;
      thread.canReply = true;
      source.dispose();
    }
  }

  const on = (command: string, act: (conversation: Conversation, text: string) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(command, (target: vscode.CommentThread | vscode.CommentReply) => {
      const thread = 'thread' in target ? target.thread : target;
      const conversation = open.get(thread);
      return conversation === undefined ? undefined : act(conversation, 'text' in target ? target.text : '');
    });

  const stale = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length === 0) return;
    for (const { thread, running } of open.values()) {
      if (running !== undefined || thread.uri.toString() !== document.uri.toString()) continue;
      const mark = vscode.l10n.t('stale: the file changed');
      if (thread.label !== undefined && !thread.label.endsWith(mark)) thread.label = `${thread.label} · ${mark}`;
    }
  });

  const registrations = vscode.Disposable.from(
    controller,
    stale,
    on(commands.stopAnswer, ({ running }) => running?.cancel()),
    on(commands.copyAnswer, ({ turns }) => vscode.env.clipboard.writeText(turns.at(-1)?.text ?? '')),
    on(commands.askAgain, (conversation) => {
      conversation.turns.splice(-2);
      return run(conversation, true);
    }),
    on(commands.dismiss, ({ thread }) => close(thread)),
    on(commands.reply, (conversation, text) => {
      conversation.question = text;
      return run(conversation, false);
    }),
  );

  return {
    async ask(editor, text, agent = AUTO_AGENT) {
      const oldest = open.keys().next().value;
      if (open.size >= limits.inlineThreads && oldest !== undefined) close(oldest);
      const { document, selection } = editor;
      const thread = controller.createCommentThread(document.uri, new vscode.Range(selection.end, selection.end), []);
      thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
      const conversation: Conversation = {
        thread,
        focus: focusOf(host, editor),
        turns: [],
        agent,
        question: text,
        running: undefined,
      };
      open.set(thread, conversation);
      await run(conversation, false);
    },
    dispose() {
      for (const thread of [...open.keys()]) close(thread);
      registrations.dispose();
    },
  };
}

/** Where the developer looks: a selection with its text, its lines and what the editor reports there. */
function focusOf(host: EngineHost, { document, selection }: vscode.TextEditor): Focus | undefined {
  const path = host.workspace.relative(document.uri) ?? document.fileName;
  const diagnostics = vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ range }) => range.intersection(selection) !== undefined)
    .map(({ range, severity, message }) => ({
      path,
      line: range.start.line + 1,
      severity: severity === vscode.DiagnosticSeverity.Error ? ('error' as const) : ('warning' as const),
      message,
    }));
  const text = document.getText(selection);
  return {
    path,
    from: selection.start.line + 1,
    to: selection.end.line + 1,
    ...(text !== '' && { text }),
    ...(diagnostics.length > 0 && { diagnostics }),
  };
}
