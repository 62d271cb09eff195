import * as vscode from 'vscode';
import { commands, extensionId, views, walkthrough } from '../../contributes/ids.ts';
import { EMBEDDINGS_KEY } from '../../engine/backends/embeddings/openai-embedder.ts';
import { OPENAI_KEY } from '../../engine/backends/openai/setting-names.ts';
import { AUTO_AGENT } from '../../engine/domain/agent.ts';
import { WeeError } from '../../engine/errors.ts';
import { secretKey } from '../adapters/secrets.ts';
import type { EngineHost } from '../engine-host.ts';
import { onCommand } from '../on-command.ts';
import { pickAgent } from './agents/pick-agent.ts';
import type { AnswerPreviews } from './answers/answer-previews.ts';
import type { InlineAnswers } from './inline/register-inline-answers.ts';

/** The palette. Every command is there even if the engine could not start, and then says why. */
export function registerCommands(
  host: EngineHost,
  inline: () => InlineAnswers | undefined,
  answers: AnswerPreviews,
  secrets: vscode.SecretStorage,
): vscode.Disposable {
  const on = (command: string, work: () => Promise<unknown>): vscode.Disposable => onCommand(host, command, work);

  const ask = async (agent: string, selectionOnly = false): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    if (selectionOnly && editor === undefined)
      throw new WeeError(
        'empty-question',
        vscode.l10n.t('No editor is open.'),
        vscode.l10n.t('Open a file and select what you ask about.'),
      );
    const text = await vscode.window.showInputBox({
      title: agent === AUTO_AGENT ? vscode.l10n.t('Ask WEE') : `@${agent}`,
      prompt: vscode.l10n.t('Your question about this code; begin with @agent to ask one of the seven'),
      placeHolder: vscode.l10n.t('@sherlock why does …'),
      validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('Write what you would like to know') : undefined),
    });
    if (text === undefined) return;
    const threads = inline();
    if (editor !== undefined && threads !== undefined && host.workspace.relative(editor.document.uri) !== undefined) {
      await threads.ask(editor, text, agent);
    } else await answers.ask(agent, text);
  };

  return vscode.Disposable.from(
    on(commands.ask, () => ask(AUTO_AGENT)),
    on(commands.askSelection, () => ask(AUTO_AGENT, true)),
    on(commands.askAgent, async () => {
      const picked = await pickAgent(host.engine());
      if (picked !== undefined) await ask(picked);
    }),
    on(commands.openPanel, async () => vscode.commands.executeCommand(`${views.panel}.focus`)),
    on(commands.openWalkthrough, async () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extensionId}#${walkthrough}`),
    ),
    on(commands.clearCache, async () => {
      const removed = await host.engine().clearCache();
      void vscode.window.showInformationMessage(vscode.l10n.t('WEE: {0} cached answers removed.', removed));
    }),
    on(commands.resetFigures, async () => host.engine().resetTelemetry()),
    on(commands.showLog, async () => host.log.show()),
    on(commands.setApiKey, async () => {
      const name = await whoseKey();
      if (name === undefined) return;
      const key = await vscode.window.showInputBox({
        title:
          name === OPENAI_KEY
            ? vscode.l10n.t('Key of the OpenAI-compatible endpoint')
            : vscode.l10n.t('Key of the endpoint for embeddings'),
        prompt: vscode.l10n.t('Kept in the secret storage of the editor; empty removes it'),
        password: true,
      });
      if (key === '') await secrets.delete(secretKey(name));
      else if (key !== undefined) await secrets.store(secretKey(name), key);
    }),
  );
}

/** Name of the key that is meant: with an endpoint for embeddings there are two. */
async function whoseKey(): Promise<string | undefined> {
  const configuration = vscode.workspace.getConfiguration('wee');
  if ((configuration.get<string>('embeddings.baseUrl') ?? '') === '') return OPENAI_KEY;
  const choices = [
    { label: vscode.l10n.t('Key of the OpenAI-compatible endpoint'), name: OPENAI_KEY },
    { label: vscode.l10n.t('Key of the endpoint for embeddings'), name: EMBEDDINGS_KEY },
  ];
  return (await vscode.window.showQuickPick(choices))?.name;
}
