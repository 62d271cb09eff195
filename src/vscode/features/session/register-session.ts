import * as vscode from 'vscode';
import { commands } from '../../../contributes/ids.ts';
import { AUTO_AGENT } from '../../../engine/domain/agent.ts';
import type { SessionRecord } from '../../../engine/domain/session.ts';
import { WeeError } from '../../../engine/errors.ts';
import { documentName } from '../../document-name.ts';
import type { EngineHost } from '../../engine-host.ts';
import { linkMarkdown } from '../../link-markdown.ts';
import { onCommand } from '../../on-command.ts';
import { previewTarget } from '../../preview-target.ts';
import { describePlan, describeStep, sessionDocument } from './describe-session.ts';

const SCHEME = 'wee-session';

/** The palette's side of sessions: ask several agents, and reopen an earlier session. */
export function registerSession(host: EngineHost): vscode.Disposable {
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: async (uri) => {
      const record = await host.engine().sessionRecord(uri.path.split('/')[1] ?? '');
      return record === undefined
        ? vscode.l10n.t('This session is not kept any more.')
        : linkMarkdown(sessionDocument(record), (path) => previewTarget(host.workspace.folders, path));
    },
  });
  return vscode.Disposable.from(
    provider,
    onCommand(host, commands.askSeveral, () => askSeveral(host)),
    onCommand(host, commands.reopenSession, () => reopen(host)),
  );
}

async function askSeveral(host: EngineHost, known?: string): Promise<void> {
  const text =
    known ??
    (await vscode.window.showInputBox({
      title: vscode.l10n.t('Ask Several Agents'),
      prompt: vscode.l10n.t('Alex plans who works on it; begin with @agent @agent to choose them yourself'),
      validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('Write what you would like to know') : undefined),
    }));
  if (text === undefined) return;
  const options = {
    location: vscode.ProgressLocation.Notification,
    cancellable: true,
    title: vscode.l10n.t('WEE session'),
  };
  const record = await vscode.window.withProgress(options, async (progress, token) => {
    for await (const event of host.session({ agent: AUTO_AGENT, text }, token)) {
      if (event.type === 'status') progress.report({ message: event.message });
      else if (event.type === 'planned') progress.report({ message: describePlan(event) });
      else if (event.type === 'step') progress.report({ message: describeStep(event.step, event.message) });
      else if (event.type === 'done') return event.session;
      else if (event.type === 'failed' && event.code !== 'cancelled')
        throw new WeeError('internal', event.message, event.remedy);
    }
    return undefined;
  });
  if (record !== undefined) await show(record);
}

async function reopen(host: EngineHost): Promise<void> {
  const engine = host.engine();
  const sessions = await engine.sessions();
  if (sessions.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('WEE: there is no session yet.'));
    return;
  }
  const picked = await vscode.window.showQuickPick(
    sessions.map(({ id, question, startedAt, status, agents }) => ({
      id,
      label: question.replace(/\s+/g, ' ').trim(),
      description: agents.map((agent) => `@${agent}`).join(' '),
      detail: `${new Date(startedAt).toLocaleString(vscode.env.language)} · ${status === 'running' ? vscode.l10n.t('interrupted') : status}`,
    })),
    { title: vscode.l10n.t('Reopen Session'), matchOnDescription: true },
  );
  const record = picked === undefined ? undefined : await engine.sessionRecord(picked.id);
  if (record === undefined) return;
  await show(record);
  if (record.status !== 'running') return;
  const again = vscode.l10n.t('Continue');
  const choice = await vscode.window.showInformationMessage(vscode.l10n.t('WEE: this session was interrupted.'), again);
  if (choice === again) await askSeveral(host, record.question);
}

/** A read-only document, which stands as long as the session is kept, also after a restart. */
async function show({ id, question }: SessionRecord): Promise<void> {
  const path = `/${id}/${documentName(question)} (${vscode.l10n.t('session')}).md`;
  await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.from({ scheme: SCHEME, path }));
}
