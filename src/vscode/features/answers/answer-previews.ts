import * as vscode from 'vscode';
import { commands } from '../../../contributes/ids.ts';
import type { ProposedEdit } from '../../../engine/domain/answer.ts';
import { parseEdits } from '../../../engine/domain/parse-edits.ts';
import { WeeError } from '../../../engine/errors.ts';
import { describeAnswer } from '../../describe-answer.ts';
import { documentName } from '../../document-name.ts';
import type { EngineHost } from '../../engine-host.ts';
import { linkMarkdown } from '../../link-markdown.ts';
import { onCommand } from '../../on-command.ts';
import { previewTarget } from '../../preview-target.ts';
import { WrittenPreviews } from '../../written-previews.ts';

const SCHEME = 'wee-answer';
/** Under which the workspace remembers which answers its previews show. */
const SHOWN = 'answers';
/** Previews that are found again after a reload of the window. */
const MAX_SHOWN = 20;

/**
 * Answers where no code of the workspace is open: read-only previews that are written as the answer comes, and show it again after a
 * reload of the window as long as it is kept. So are answers to similar questions.
 */
export class AnswerPreviews implements vscode.Disposable {
  readonly #host: EngineHost;
  readonly #state: vscode.Memento;
  readonly #previews: WrittenPreviews;
  readonly #command: vscode.Disposable;

  constructor(host: EngineHost, state: vscode.Memento) {
    this.#host = host;
    this.#state = state;
    this.#previews = new WrittenPreviews(
      SCHEME,
      async ({ path, query }) =>
        (await this.#kept(query || this.#shown()[path])) ??
        vscode.l10n.t('This answer is no longer kept. Ask the question again.'),
    );
    this.#command = onCommand(host, commands.showSimilar, async (digest) => {
      if (typeof digest !== 'string')
        throw new WeeError('no-answer', vscode.l10n.t('No answer was named.'), vscode.l10n.t('Ask the question.'));
      await this.#previews.show(`/${vscode.l10n.t('answered before')}.md`, digest);
    });
  }

  /** Asks, with progress and a way to stop; resolves when the answer is whole. Rejects with a WeeError. */
  async ask(agent: string, text: string): Promise<void> {
    const options = {
      location: vscode.ProgressLocation.Notification,
      cancellable: true,
      title: vscode.l10n.t('WEE is looking'),
    };
    const edits = await vscode.window.withProgress(options, (progress, token) =>
      this.#write(agent, text, token, (message) => progress.report({ message })),
    );
    if (edits.length === 0) return;
    const apply = vscode.l10n.t('Apply Edit…');
    const choice = await vscode.window.showInformationMessage(
      vscode.l10n.t('WEE: the answer proposes a change.'),
      apply,
    );
    if (choice === apply) await vscode.commands.executeCommand(commands.applyEdits, edits);
  }

  dispose(): void {
    this.#command.dispose();
    this.#previews.dispose();
  }

  /** Shows the preview at the first word. Resolves to what the answer proposes. */
  async #write(
    agent: string,
    question: string,
    token: vscode.CancellationToken,
    progress: (message: string) => void,
  ): Promise<readonly ProposedEdit[]> {
    const path = `/${Date.now().toString(36)}/${documentName(question)} (${vscode.l10n.t('answer')}).md`;
    let answer = '';
    let opened = false;
    const write = async (body: string, end = ''): Promise<void> => {
      this.#previews.write(path, this.#document(question, body, end));
      if (opened) return;
      opened = true;
      await this.#previews.show(path);
    };
    for await (const event of this.#host.ask({ agent, text: question }, token)) {
      if (event.type === 'status' && event.message !== '') progress(event.message);
      else if (event.type === 'text') {
        answer += event.text;
        await write(answer);
      } else if (event.type === 'restart') {
        answer = '';
        await write(`*${event.message}*`);
      } else if (event.type === 'done') {
        const { digest, backend, text, edits = [] } = event.answer;
        await write(text, `${describeAnswer(event)} · ${backend} · ${event.trace.reason}`);
        await this.#remember(path, digest);
        return [...edits, ...parseEdits(text)];
      } else if (event.type === 'failed') {
        const stopped = event.code === 'cancelled';
        if (opened) await write(answer, stopped ? vscode.l10n.t('stopped') : `${event.message} ${event.remedy}`);
        if (!stopped) throw new WeeError('internal', event.message, event.remedy);
      }
    }
    return [];
  }

  async #kept(digest: string | undefined): Promise<string | undefined> {
    const found = digest === undefined ? undefined : await this.#host.engine().answers.show(digest);
    if (found === undefined) return undefined;
    const { question, agent, backend, createdAt } = found.entry;
    const made = vscode.l10n.t('{0} · {1} · answered {2}', agent, backend, new Date(createdAt).toLocaleString());
    return this.#document(question, found.answer.text, made);
  }

  #document(question: string, body: string, end: string): string {
    const footer = end === '' ? '' : `\n\n---\n*${end}*`;
    return linkMarkdown(`# ${question.replace(/\s+/g, ' ').trim()}\n\n${body.trimEnd()}${footer}\n`, (path) =>
      previewTarget(this.#host.workspace.folders, path),
    );
  }

  #shown(): Readonly<Record<string, string>> {
    return this.#state.get<Record<string, string>>(SHOWN, {});
  }

  async #remember(path: string, digest: string): Promise<void> {
    const shown = [...Object.entries(this.#shown()), [path, digest] as const].slice(-MAX_SHOWN);
    await this.#state.update(SHOWN, Object.fromEntries(shown));
  }
}
