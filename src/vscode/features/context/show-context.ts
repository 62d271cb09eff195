import * as vscode from 'vscode';
import { commands } from '../../../contributes/ids.ts';
import { AUTO_AGENT } from '../../../engine/domain/agent.ts';
import type { Question } from '../../../engine/domain/question.ts';
import { documentName } from '../../document-name.ts';
import type { EngineHost } from '../../engine-host.ts';
import { onCommand } from '../../on-command.ts';
import { previewTarget } from '../../preview-target.ts';
import { WrittenPreviews } from '../../written-previews.ts';
import { describeContext } from './describe-context.ts';
import { previewPrompt } from './preview-prompt.ts';

const SCHEME = 'wee-context';

/**
 * `WEE: Show Context`: what a question would send, before it is asked, or after an answer by the button below it; a read-only
 * preview whose links open the files.
 */
export function registerShowContext(host: EngineHost): vscode.Disposable {
  const previews = new WrittenPreviews(SCHEME, async () =>
    vscode.l10n.t('This preview was let go. Run “WEE: Show Context” again.'),
  );

  async function show(asked: Question | undefined): Promise<void> {
    const question = asked ?? (await inputQuestion(host));
    if (question === undefined) return;
    const options = {
      location: vscode.ProgressLocation.Window,
      title: vscode.l10n.t('WEE gathers the context'),
    };
    const prompt = await vscode.window.withProgress(options, (progress) =>
      previewPrompt(host, question, undefined, (message) => progress.report({ message })),
    );
    const path = `/${Date.now().toString(36)}/${documentName(prompt.question)} (context).md`;
    previews.write(
      path,
      describeContext(prompt, vscode.l10n.t, (file) => previewTarget(host.workspace.folders, file)),
    );
    await previews.show(path);
  }

  const command = onCommand(host, commands.showContext, (question) =>
    show(isQuestion(question) ? question : undefined),
  );
  return vscode.Disposable.from(previews, command);
}

async function inputQuestion(host: EngineHost): Promise<Question | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Show Context'),
    prompt: vscode.l10n.t('The question whose context you would like to see; nothing is sent'),
    value: host.engine().snapshot().recent[0]?.question ?? '',
    validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('Write what you would like to know') : undefined),
  });
  return text === undefined ? undefined : { agent: AUTO_AGENT, text };
}

/** Anybody may run a command with anything. */
function isQuestion(value: unknown): value is Question {
  return (
    typeof value === 'object' &&
    value !== null &&
    'agent' in value &&
    typeof value.agent === 'string' &&
    'text' in value &&
    typeof value.text === 'string'
  );
}
