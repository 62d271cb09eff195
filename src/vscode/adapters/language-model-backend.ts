import * as vscode from 'vscode';
import { redact } from '../../engine/context/redact/redact.ts';
import { cancelled, WeeError } from '../../engine/errors.ts';
import type { Backend } from '../../engine/ports/backend.ts';
import { inertText } from '../../engine/text/inert-text.ts';
import type { ModelWindows } from './model-windows.ts';

/** A language model that VS Code offers, as a backend. VS Code reports no usage, so its counts are estimates. */
export function createLanguageModelBackend(model: vscode.LanguageModelChat): Backend {
  return {
    id: `vscode:${model.id}`,
    label: `${model.name} in VS Code`,
    answerClass: `vscode/${model.vendor}/${model.family}/${model.version}`,
    remote: true,
    promptTokens: model.maxInputTokens,
    async *generate(prompt, signal) {
      const source = new vscode.CancellationTokenSource();
      const onAbort = (): void => source.cancel();
      signal.addEventListener('abort', onAbort);
      try {
        // The API knows no system role: its text opens the conversation.
        const messages = prompt.messages.map(({ role, content }) =>
          role === 'assistant'
            ? vscode.LanguageModelChatMessage.Assistant(content)
            : vscode.LanguageModelChatMessage.User(content),
        );
        const response = await model.sendRequest(messages, {}, source.token);
        for await (const text of response.text) yield { type: 'text', text };
        yield { type: 'end', finish: 'stop' };
      } catch (error) {
        throw signal.aborted ? cancelled() : explain(error, model.name);
      } finally {
        signal.removeEventListener('abort', onAbort);
        source.dispose();
      }
    },
  };
}

/** A model by its id or family, looked for when it is asked: models come and go while the editor runs. */
export function createNamedModelBackend(name: string, windows: ModelWindows): Backend {
  // So that it is known when the first question comes.
  windows.of(name);
  return {
    id: `vscode/${name}`,
    label: `${name} in VS Code`,
    answerClass: `vscode/${name}`,
    remote: true,
    get promptTokens() {
      return windows.of(name);
    },
    async *generate(prompt, signal) {
      const all = await vscode.lm.selectChatModels();
      const model = all.find(({ id }) => id === name) ?? all.find(({ family }) => family === name);
      if (model === undefined) {
        throw new WeeError(
          'backend-missing',
          vscode.l10n.t('VS Code offers no model “{0}”.', name),
          vscode.l10n.t('Check its name in wee.instances.'),
        );
      }
      yield* createLanguageModelBackend(model).generate(prompt, signal);
    },
  };
}

function explain(error: unknown, name: string): WeeError {
  const code = error instanceof vscode.LanguageModelError ? error.code : '';
  if (code === vscode.LanguageModelError.NoPermissions.name) {
    return new WeeError(
      'backend-auth',
      vscode.l10n.t('WEE may not use {0}.', name),
      vscode.l10n.t('Allow it when VS Code asks, or under Manage Language Model Access.'),
      { cause: error },
    );
  }
  if (code === vscode.LanguageModelError.NotFound.name) {
    return new WeeError(
      'backend-missing',
      vscode.l10n.t('{0} is no longer there.', name),
      vscode.l10n.t('Pick another model.'),
      { cause: error },
    );
  }
  if (code === vscode.LanguageModelError.Blocked.name) {
    return new WeeError(
      'backend-refused',
      vscode.l10n.t('{0} refused: a quota is used up or the request was blocked.', name),
      vscode.l10n.t('Wait, or pick another model.'),
      { cause: error },
    );
  }
  // Another extension wrote it.
  const why = error instanceof Error ? inertText(redact(error.message).text) : '';
  return new WeeError(
    'backend-refused',
    why === '' ? vscode.l10n.t('{0} failed.', name) : vscode.l10n.t('{0} failed: {1}.', name, why.replace(/\.$/, '')),
    vscode.l10n.t('Ask again, or pick another model.'),
    { cause: error },
  );
}
