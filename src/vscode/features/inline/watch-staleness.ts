import * as vscode from 'vscode';
import type { EngineHost } from '../../engine-host.ts';
import type { Conversation } from './conversation.ts';
import { focusOf } from './focus-of.ts';

/** ms without a change until answers are looked at again. */
const QUIET_MS = 700;

/**
 * Tells which answers no longer stand: after a change, each one in sight is asked for the prompt that it would have now.
 * @param tell called with the reason, one phrase for people, or `undefined` when the answer stands (again).
 */
export function watchStaleness(
  host: EngineHost,
  conversations: () => Iterable<Conversation>,
  tell: (conversation: Conversation, reason: string | undefined) => void,
): vscode.Disposable {
  /** Generation of the workspace at which an answer was looked at last. */
  const seen = new WeakMap<Conversation, number>();
  let timer: NodeJS.Timeout | undefined;
  let checking = false;

  function soon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void check(), QUIET_MS);
  }

  async function check(): Promise<void> {
    if (checking) return soon();
    checking = true;
    try {
      for (const conversation of [...conversations()]) await look(conversation);
    } catch (error) {
      host.log.debug(`Whether inline answers still stand is not known: ${String(error)}`);
    } finally {
      checking = false;
    }
  }

  async function look(conversation: Conversation): Promise<void> {
    const exchange = conversation.exchanges.at(-1);
    const document = visible(conversation.thread.uri);
    if (exchange?.digest === undefined || conversation.running !== undefined || document === undefined) return;
    const generation = host.workspace.generation();
    if (seen.get(conversation) === generation) return;
    const { start, end } = conversation.span;
    const now = focusOf(
      host.workspace,
      document,
      new vscode.Range(document.positionAt(start), document.positionAt(end)),
    );
    // What the editor reports comes and goes by itself; it alone makes no answer stale.
    const { diagnostics: _, ...place } = now;
    const before = exchange.question.focus?.diagnostics;
    const focus = { ...place, ...(before !== undefined && { diagnostics: before }) };
    const why = await host.using((engine) => engine.answers.why({ ...exchange.question, focus }));
    if (conversation.running !== undefined || conversation.exchanges.at(-1) !== exchange) return;
    seen.set(conversation, generation);
    // A selection that reads or lies differently makes another question, of which nothing is known.
    const reason = why.last === undefined ? `changed: ${focus.path}` : why.reason;
    tell(conversation, why.digest === exchange.digest ? undefined : reason);
  }

  const listening = vscode.Disposable.from(
    host.workspace.onDidChange(() => soon()),
    vscode.window.onDidChangeVisibleTextEditors(() => soon()),
  );
  return new vscode.Disposable(() => {
    clearTimeout(timer);
    listening.dispose();
  });
}

function visible(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString())?.document;
}
