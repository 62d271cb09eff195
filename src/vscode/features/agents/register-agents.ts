import * as vscode from 'vscode';
import type { Engine } from '../../../engine/coordinator/engine.ts';
import type { AgentFault } from '../../../engine/domain/agent-file.ts';
import type { EngineHost } from '../../engine-host.ts';

/** Where agents of the workspace are defined. A folder that is deleted is told of, its files are not. */
const PLACES = '{.github,.wee}{,/agents,/agents/*.agent.md}';

/** The workspace's own agents: read anew when their files change, and what is wrong in them shown as problems. */
export function registerAgents(host: EngineHost): vscode.Disposable {
  const problems = vscode.languages.createDiagnosticCollection('wee');
  let running: Engine | undefined;
  const show = async (engine: Engine): Promise<void> => {
    const { faults } = await engine.agentFiles();
    if (engine !== running) return;
    const byPath = Map.groupBy(faults, ({ path }) => path);
    problems.set(
      [...byPath].flatMap(([path, found]) => {
        const uri = host.workspace.uri(path);
        return uri === undefined ? [] : [[uri, found.map(toDiagnostic)] as const];
      }),
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
  let watchers: vscode.Disposable[] = [];
  const unwatch = (): void => {
    for (const watcher of watchers) watcher.dispose();
  };
  const watch = (): void => {
    unwatch();
    watchers = host.workspace.folders.all.flatMap(({ path }) => {
      const pattern = new vscode.RelativePattern(vscode.Uri.file(path), PLACES);
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      return [watcher, watcher.onDidChange(reload), watcher.onDidCreate(reload), watcher.onDidDelete(reload)];
    });
  };
  watch();
  return vscode.Disposable.from(
    problems,
    following,
    host.workspace.onDidChangeFolders(watch),
    new vscode.Disposable(unwatch),
    // A watcher takes its time; what is saved here is known at once.
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (/(?:^|\/)\.(?:github|wee)\/agents\/[^/]+\.agent\.md$/i.test(host.workspace.relative(uri) ?? '')) reload();
    }),
  );
}

function toDiagnostic({ line, severity, message }: AgentFault): vscode.Diagnostic {
  const range = new vscode.Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER);
  const weight = severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  return Object.assign(new vscode.Diagnostic(range, message, weight), { source: 'WEE' });
}
