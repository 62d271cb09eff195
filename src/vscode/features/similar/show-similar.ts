import * as vscode from 'vscode';
import { commands } from '../../../contributes/ids.ts';
import { WeeError } from '../../../engine/errors.ts';
import type { EngineHost } from '../../engine-host.ts';
import { linkMarkdown } from '../../link-markdown.ts';
import { onCommand } from '../../on-command.ts';

const SCHEME = 'wee-answer';

/** Opens a kept answer by its digest, beside: a similar question was answered before. A read-only document, read from the cache. */
export function registerShowSimilar(host: EngineHost): vscode.Disposable {
  const toUri = (path: string): string | undefined => host.workspace.uri(path)?.toString();

  async function content(digest: string): Promise<string | undefined> {
    const found = await host.engine().answers.show(digest);
    if (found === undefined) return undefined;
    const { question, agent, backend, createdAt } = found.entry;
    const made = vscode.l10n.t('{0} · {1} · answered {2}', agent, backend, new Date(createdAt).toLocaleString());
    return linkMarkdown(`# ${question}\n\n${found.answer.text}\n\n---\n*${made}*\n`, toUri);
  }

  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: async ({ query }) =>
        (await content(query)) ?? vscode.l10n.t('This answer is no longer kept.'),
    }),
    onCommand(host, commands.showSimilar, async (digest) => {
      if (typeof digest !== 'string')
        throw new WeeError('no-answer', vscode.l10n.t('No answer was named.'), vscode.l10n.t('Ask the question.'));
      const path = `/${vscode.l10n.t('answered before')}.md`;
      const document = await vscode.workspace.openTextDocument(
        vscode.Uri.from({ scheme: SCHEME, path, query: digest }),
      );
      await vscode.window.showTextDocument(document, { preview: true, viewColumn: vscode.ViewColumn.Beside });
    }),
  );
}
