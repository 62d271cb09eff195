import * as vscode from 'vscode';
import { commands } from '../../../contributes/ids.ts';
import type { EngineHost } from '../../engine-host.ts';

/** `@wee /agents`: who can be asked and how. Participants are fixed in the manifest, so a workspace's own are asked through `@wee`. */
export async function tellAgents(host: EngineHost, stream: vscode.ChatResponseStream): Promise<void> {
  const engine = host.engine();
  const { own, faults } = await engine.agentFiles();
  const paths = new Map(own.map(({ agent, path }) => [agent.id, path]));
  const rows = engine.agents.map(({ id, leads }) => {
    const path = paths.get(id);
    const how = path === undefined ? `\`@${id} …\`` : `\`@wee @${id} …\``;
    return `- ${how}: ${vscode.l10n.t(leads).replace(/\s+/g, ' ')}`;
  });
  stream.markdown(`${rows.join('\n')}\n`);
  const toUri = (path: string): vscode.Uri | undefined => host.workspace.uri(path);
  for (const path of paths.values()) {
    const uri = toUri(path);
    if (uri !== undefined) stream.reference(uri);
  }
  const broken = faults.filter(({ severity }) => severity === 'error');
  if (broken.length > 0) {
    stream.markdown(`\n${vscode.l10n.t('These files define no agent yet:')}\n\n`);
    for (const { path, line, message } of broken) {
      const uri = toUri(path);
      if (uri !== undefined)
        stream.anchor(new vscode.Location(uri, new vscode.Position(line - 1, 0)), `${path}:${line}`);
      stream.markdown(` ${message}\n\n`);
    }
  } else if (!host.workspace.trusted) {
    stream.markdown(`\n${vscode.l10n.t('Agents of this workspace are read once it is trusted.')}\n`);
    stream.button({ command: 'workbench.trust.manage', title: vscode.l10n.t('Manage Trust') });
  } else if (own.length === 0)
    stream.markdown(
      `\n${vscode.l10n.t('A file such as .github/agents/reviewer.agent.md, with a description in its front matter and instructions below, adds an agent of your own.')}\n`,
    );
  stream.button({ command: commands.askAgent, title: vscode.l10n.t('Ask an Agent…') });
}
