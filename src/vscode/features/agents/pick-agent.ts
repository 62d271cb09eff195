import * as vscode from 'vscode';
import type { Engine } from '../../../engine/coordinator/engine.ts';

/** Lets a person choose among the seven and the workspace's own; the id, or `undefined` when they left. */
export async function pickAgent(engine: Engine): Promise<string | undefined> {
  const { own } = await engine.agentFiles();
  const paths = new Map(own.map(({ agent, path }) => [agent.id, path]));
  const items = engine.agents.map(({ id, name, leads }) => {
    const path = paths.get(id);
    return {
      id,
      label: name,
      description: vscode.l10n.t(leads),
      ...(path !== undefined && { detail: `@${id} · ${path}` }),
    };
  });
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Ask an agent'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.id;
}
