import * as vscode from 'vscode';
import { commands } from '../../../contributes/ids.ts';
import { AUTO_AGENT } from '../../../engine/domain/agent.ts';
import type { SessionEvent } from '../../../engine/domain/session.ts';
import { WeeError } from '../../../engine/errors.ts';
import { documentName } from '../../document-name.ts';
import type { EngineHost } from '../../engine-host.ts';
import { linkMarkdown } from '../../link-markdown.ts';
import { onCommand } from '../../on-command.ts';
import { previewTarget } from '../../preview-target.ts';
import { WrittenPreviews } from '../../written-previews.ts';
import { progressDocument, type SessionProgress, sessionDocument, statusName } from './describe-session.ts';

const SCHEME = 'wee-session';

/** The palette's side of sessions: ask several agents, and reopen an earlier session. Each is a preview, written while they work. */
export function registerSession(host: EngineHost): vscode.Disposable {
  const previews = new WrittenPreviews(SCHEME, async ({ path }) => {
    const record = await host.engine().sessionRecord(path.split('/')[1] ?? '');
    return record === undefined
      ? vscode.l10n.t('This session is not kept any more.')
      : linked(host, sessionDocument(record));
  });
  return vscode.Disposable.from(
    previews,
    onCommand(host, commands.askSeveral, () => askSeveral(host, previews)),
    onCommand(host, commands.reopenSession, () => reopen(host, previews)),
  );
}

async function askSeveral(host: EngineHost, previews: WrittenPreviews, known?: string): Promise<void> {
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
  await vscode.window.withProgress(options, (progress, token) =>
    write(host, previews, text, token, (message) => progress.report({ message })),
  );
}

/** Shows the preview as soon as there is a plan, and what comes of it as it comes; at the end the session as it is kept. */
async function write(
  host: EngineHost,
  previews: WrittenPreviews,
  question: string,
  token: vscode.CancellationToken,
  progress: (message: string) => void,
): Promise<void> {
  let path: string | undefined;
  let planned: SessionProgress['planned'] | undefined;
  let text = '';
  const steps = new Map<string, Extract<SessionEvent, { type: 'step' }>>();
  try {
    for await (const event of host.session({ agent: AUTO_AGENT, text: question }, token)) {
      if (event.type === 'status') progress(event.message);
      else if (event.type === 'planned') planned = event;
      else if (event.type === 'step') steps.set(event.step.id, event);
      else if (event.type === 'text') text += event.text;
      else if (event.type === 'failed' && event.code !== 'cancelled')
        throw new WeeError('internal', event.message, event.remedy);
      if (planned === undefined || event.type === 'done' || event.type === 'failed') continue;
      const opens = path === undefined;
      path ??= pathOf(planned.id, question);
      previews.write(path, linked(host, progressDocument(question, { planned, steps, text })));
      if (opens) await previews.show(path);
    }
  } finally {
    if (path !== undefined) previews.release(path);
  }
}

async function reopen(host: EngineHost, previews: WrittenPreviews): Promise<void> {
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
      detail: `${new Date(startedAt).toLocaleString(vscode.env.language)} · ${statusName(status)}`,
    })),
    { title: vscode.l10n.t('Reopen Session'), matchOnDescription: true },
  );
  const record = picked === undefined ? undefined : await engine.sessionRecord(picked.id);
  if (record === undefined) return;
  await previews.show(pathOf(record.id, record.question));
  if (record.status !== 'running') return;
  const again = vscode.l10n.t('Continue');
  const choice = await vscode.window.showInformationMessage(vscode.l10n.t('WEE: this session was interrupted.'), again);
  if (choice === again) await askSeveral(host, previews, record.question);
}

/** Of the document of a session, which stands as long as the session is kept, also after a restart. */
function pathOf(id: string, question: string): string {
  return `/${id}/${documentName(question)} (${vscode.l10n.t('session')}).md`;
}

function linked(host: EngineHost, markdown: string): string {
  return linkMarkdown(markdown, (path) => previewTarget(host.workspace.folders, path));
}
