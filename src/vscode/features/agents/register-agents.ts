import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Engine } from '../../../engine/coordinator/engine.ts';
import type { EngineHost } from '../../engine-host.ts';

/** Where agents of the workspace are defined. A folder that is deleted is told of, its files are not. */
const PLACES = '{.github,.wee}{,/agents,/agents/*.agent.md}';

/** The workspace's own agents: read anew when their files change, and what is wrong in them shown as problems. */
export function registerAgents(host: EngineHost): vscode.Disposable {
  const problems = vscode.languages.createDiagnosticCollection('wee');
  const { folder } = host.workspace;
  let running: Engine | undefined;
  const show = async (engine: Engine): Promise<void> => {
    const { faults } = await engine.agentFiles();
    if (engine !== running) return;
    const byPath = Map.groupBy(faults, ({ path }) => path);
    problems.set(
      [...byPath].map(([path, found]) => [
        vscode.Uri.file(join(folder ?? '', path)),
        found.map(({ line, severity, message }) => {
          const range = new vscode.Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER);
          const weight = severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
          return Object.assign(new vscode.Diagnostic(range, message, weight), { source: 'WEE' });
        }),
      ]),
    );
  };
  // `set` with entries replaces those files only: what is mended must go first.
  const following = host.onEngine((engine) => {
    running = engine;
    const listening = engine.onDidChangeAgents(() => {
      problems.clear();
      void show(engine);
    });
    return listening;
  });
  const reload = (): void => void running?.reloadAgents();
  const watcher =
    folder === undefined
      ? undefined
      : vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, PLACES));
  return vscode.Disposable.from(
    problems,
    following,
    ...(watcher === undefined
      ? []
      : [watcher, watcher.onDidChange(reload), watcher.onDidCreate(reload), watcher.onDidDelete(reload)]),
    // A watcher takes its time; what is saved here is known at once.
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (/^\.(?:github|wee)\/agents\/[^/]+\.agent\.md$/i.test(host.workspace.relative(uri) ?? '')) reload();
    }),
  );
}
