import * as vscode from 'vscode';
import { modelVendor } from '../../contributes/ids.ts';
import { AUTO_AGENT } from '../../engine/domain/agent.ts';
import type { EngineHost } from '../engine-host.ts';

const MODEL = {
  id: 'wee',
  name: 'WEE',
  family: 'wee',
  version: '1',
  maxInputTokens: 100_000,
  maxOutputTokens: 16_000,
  // The agent mode of the chat view hides models that take no tools; WEE may ignore those it is offered.
  capabilities: { toolCalling: true },
} as const satisfies vscode.LanguageModelChatInformation;

/** WEE as a language model of its own, so that chat works with no other extension and nobody signed in. */
export function registerModelProvider(host: EngineHost): vscode.Disposable {
  const provider: vscode.LanguageModelChatProvider = {
    provideLanguageModelChatInformation: () => [
      { ...MODEL, tooltip: vscode.l10n.t('Answers from your code, locally') },
    ],
    async provideLanguageModelChatResponse(_model, messages, _options, progress, token) {
      const text = textOf(messages.findLast((message) => message.role === vscode.LanguageModelChatMessageRole.User));
      for await (const event of host.ask({ agent: AUTO_AGENT, text }, token)) {
        if (event.type === 'text') progress.report(new vscode.LanguageModelTextPart(event.text));
        if (event.type === 'restart') {
          progress.report(new vscode.LanguageModelTextPart(`\n\n---\n*${event.message}*\n\n`));
        }
        if (event.type === 'failed') throw new Error(`${event.message} ${event.remedy}`);
      }
    },
    async provideTokenCount(_model, message) {
      return Math.ceil((typeof message === 'string' ? message : textOf(message)).length / 4);
    },
  };
  const registration = vscode.lm.registerLanguageModelChatProvider(modelVendor, provider);
  // The model appears in the chat view once somebody has asked for it.
  void vscode.lm
    .selectChatModels({ vendor: modelVendor })
    .then(undefined, (error: unknown) => host.log.warn(`No chat models: ${String(error)}`));
  return registration;
}

function textOf(message: vscode.LanguageModelChatRequestMessage | undefined): string {
  return (message?.content ?? [])
    .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
    .join('');
}
