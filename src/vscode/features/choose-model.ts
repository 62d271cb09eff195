import * as vscode from 'vscode';
import { commands, modelVendor } from '../../contributes/ids.ts';
import type { EngineHost } from '../engine-host.ts';
import { onCommand } from '../on-command.ts';

interface Choice extends vscode.QuickPickItem {
  /** Model of VS Code to add as an instance. */
  readonly model?: string;
  readonly pool: string;
}

/** `WEE: Choose Model`: who answers from now on. Written to the user's settings, as an instance where it is a model of VS Code. */
export function registerChooseModel(host: EngineHost): vscode.Disposable {
  return onCommand(host, commands.chooseModel, async (wanted) => {
    const choices = await findChoices();
    const choice =
      typeof wanted === 'string'
        ? choices.find(({ model, pool }) => (model ?? pool) === wanted)
        : await vscode.window.showQuickPick(choices, { title: vscode.l10n.t('Who answers?'), matchOnDetail: true });
    if (choice === undefined) return;
    const settings = vscode.workspace.getConfiguration('wee');
    if (choice.model !== undefined) {
      const others = (settings.get<readonly unknown[]>('instances') ?? []).filter((one) => !isEditorModel(one));
      const chosen = { id: `vscode-${choice.model}`, kind: 'vscode', models: [choice.model] };
      await settings.update('instances', [...others, chosen], vscode.ConfigurationTarget.Global);
    }
    await settings.update('pool', choice.pool, vscode.ConfigurationTarget.Global);
  });
}

async function findChoices(): Promise<Choice[]> {
  const models = await vscode.lm.selectChatModels();
  return [
    {
      label: vscode.l10n.t('Automatic'),
      description: vscode.l10n.t('the endpoint where one is set, else local analysis'),
      pool: 'auto',
    },
    { label: vscode.l10n.t('Local analysis'), description: vscode.l10n.t('no model, no network'), pool: 'local' },
    {
      label: vscode.l10n.t('OpenAI-compatible endpoint'),
      description: vscode.workspace.getConfiguration('wee').get<string>('openai.baseUrl') ?? '',
      pool: 'openai',
    },
    ...models
      .filter(({ vendor }) => vendor !== modelVendor)
      .map(({ id, name, vendor }) => ({
        label: name,
        description: vscode.l10n.t('a model of VS Code'),
        detail: `${vendor} · ${id}`,
        model: id,
        pool: 'vscode',
      })),
  ];
}

/** Settings are typed by hand. */
function isEditorModel(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'vscode';
}
