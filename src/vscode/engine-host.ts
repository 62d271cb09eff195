import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Engine } from '../engine/coordinator/engine.ts';
import type { AskEvent } from '../engine/domain/ask-event.ts';
import type { Question } from '../engine/domain/question.ts';
import type { SessionEvent } from '../engine/domain/session.ts';
import type { EngineSettings } from '../engine/domain/settings.ts';
import type { WorkspaceFolders } from '../engine/domain/workspace-folders.ts';
import { WeeError } from '../engine/errors.ts';
import { createNodeEngine, type NodeEngine } from '../node/create-node-engine.ts';
import { dataFolder, dataRoot } from '../node/data-folder.ts';
import { createEditorWorkspace, type EditorWorkspace } from './adapters/editor-workspace.ts';
import { createNamedModelBackend } from './adapters/language-model-backend.ts';
import { ModelWindows } from './adapters/model-windows.ts';
import { createSecrets } from './adapters/secrets.ts';
import { readSettings } from './adapters/settings.ts';
import { askApproval } from './ask-approval.ts';

/** The engine as features hold it: started at the first need, and saying why when it could not start. */
export interface EngineHost extends vscode.Disposable {
  readonly log: vscode.LogOutputChannel;
  readonly workspace: EditorWorkspace;
  /** @throws WeeError saying why the engine could not start. */
  engine(): Engine;
  /**
   * Calls back with the engine that runs and with each one that starts later, and disposes what the callback returned when
   * that engine ends. Starts nothing.
   */
  onEngine(use: (engine: Engine) => { dispose(): void }): vscode.Disposable;
  /** Called with why the engine could not start, each time that it could not. */
  onFailure(tell: (error: WeeError) => void): vscode.Disposable;
  /** Asks with everything that changed in the editor handed over first. */
  ask(question: Question, token: vscode.CancellationToken): AsyncIterable<AskEvent>;
  /** Several agents on one question, likewise. */
  session(question: Question, token: vscode.CancellationToken): AsyncIterable<SessionEvent>;
  /** Works with everything that changed in the editor handed over first, on an engine that stays until the work is done. */
  using<T>(work: (engine: Engine) => Promise<T>): Promise<T>;
  /** Forgets why the engine could not start, so that the next need starts it anew; a running engine stays. */
  retry(): void;
  /** Lets the index begin and the cache open, a step at a time, so that the first question need not wait for them. */
  warm(): Promise<void>;
  /** Writes what is pending and ends the engine. */
  close(): Promise<void>;
}

interface Running {
  readonly node: NodeEngine;
  readonly settings: EngineSettings;
  /** Questions under way; an engine that was replaced ends after the last. */
  asking: number;
  retired: boolean;
}

/** Does no disk or network work. */
export function createEngineHost(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): EngineHost {
  const workspace = createEditorWorkspace();
  const windows = new ModelWindows();
  let started: Running | WeeError | undefined;
  /** The engine before the one that runs, or is to run. */
  let before: Engine | undefined;
  const failures = new Set<(error: WeeError) => void>();
  const users = new Map<(engine: Engine) => { dispose(): void }, { dispose(): void } | undefined>();

  function running(): Running | undefined {
    return started instanceof WeeError ? undefined : started;
  }

  function start(): Running {
    if (started === undefined) {
      try {
        const settings = readSettings(log);
        const node = createNodeEngine({
          dataFolder: dataPlace(workspace.folders, context),
          sharedFolder: dataRoot(),
          distFolder: join(context.extensionPath, 'dist'),
          workspace,
          secrets: createSecrets(context.secrets),
          log,
          settings,
          languageModel: (name) => createNamedModelBackend(name, windows),
          before: before?.telemetry,
        });
        before = undefined;
        workspace.connect(node.context);
        started = { node, settings, asking: 0, retired: false };
        for (const [use, used] of users) {
          used?.dispose();
          users.set(use, use(node.engine));
        }
      } catch (error) {
        log.error('The engine could not start', error);
        started = WeeError.from(error);
        for (const tell of failures) tell(started);
      }
    }
    if (started instanceof WeeError) throw started;
    return started;
  }

  function end(old: Running): Promise<void> {
    return old.node.engine.dispose().catch((error: unknown) => log.error('The engine did not end well', error));
  }

  async function warm(): Promise<void> {
    try {
      // Each step on a turn of its own: together they would block the editor's other extensions for too long.
      const { node } = start();
      await setImmediate();
      node.context.warm();
      await setImmediate();
      await node.loadDriver();
      await setImmediate();
      await node.engine.warm();
    } catch {
      // Logged; the first need says why.
    }
  }

  /** Work that keeps its engine until its end, even if another takes its place meanwhile. */
  async function* withEngine<T>(
    token: vscode.CancellationToken,
    work: (engine: Engine, signal: AbortSignal) => AsyncIterable<T>,
  ): AsyncGenerator<T> {
    const stop = new AbortController();
    const cancelling = token.onCancellationRequested(() => stop.abort());
    let used: Running | undefined;
    try {
      used = lend();
      yield* work(used.node.engine, stop.signal);
    } finally {
      cancelling.dispose();
      giveBack(used);
    }
  }

  function lend(): Running {
    const used = start();
    used.asking++;
    workspace.flush();
    return used;
  }

  function giveBack(used: Running | undefined): void {
    if (used === undefined) return;
    used.asking--;
    if (used.retired && used.asking === 0) void end(used);
  }

  /** What an engine is made with changed: questions under way end with the old engine, new ones go to a new engine. */
  function restart(why: string): void {
    const old = started;
    if (old === undefined) return;
    log.info(`The engine starts anew: ${why}`);
    started = undefined;
    if (!(old instanceof WeeError)) {
      before = old.node.engine;
      old.retired = true;
      if (old.asking === 0) void end(old);
    }
    void warm();
  }

  const subscriptions = [
    workspace.onDidChangeFolders(() => restart('its folders changed')),
    vscode.workspace.onDidGrantWorkspaceTrust(() => restart('the workspace is trusted now')),
    vscode.workspace.onDidChangeConfiguration((event) => {
      const now = running();
      if (!event.affectsConfiguration('wee') || now === undefined) return;
      const next = readSettings(log);
      if (madeWith(next) === madeWith(now.settings)) now.node.engine.configure(next);
      else restart('its settings changed');
    }),
  ];

  return {
    log,
    workspace,
    engine: () => start().node.engine,
    onEngine(use) {
      const now = running();
      users.set(use, now === undefined ? undefined : use(now.node.engine));
      return new vscode.Disposable(() => {
        users.get(use)?.dispose();
        users.delete(use);
      });
    },
    onFailure(tell) {
      failures.add(tell);
      return new vscode.Disposable(() => failures.delete(tell));
    },
    ask: (question, token) =>
      withEngine(token, (engine, signal) => engine.ask(question, { signal, approve: askApproval })),
    session: (question, token) =>
      withEngine(token, (engine, signal) => engine.session(question, { signal, approve: askApproval })),
    async using(work) {
      const used = lend();
      try {
        return await work(used.node.engine);
      } finally {
        giveBack(used);
      }
    },
    retry() {
      if (started instanceof WeeError) started = undefined;
    },
    warm,
    async close() {
      const now = running();
      if (now !== undefined) await end(now);
    },
    dispose() {
      for (const used of users.values()) used?.dispose();
      users.clear();
      failures.clear();
      for (const subscription of subscriptions) subscription.dispose();
      workspace.dispose();
      windows.dispose();
    },
  };
}

/** Where a workspace's databases live. One of several folders keeps its place when folders come and go. */
function dataPlace({ all }: WorkspaceFolders, { globalStorageUri }: vscode.ExtensionContext): string {
  const [first] = all;
  if (first === undefined) return globalStorageUri.fsPath;
  const file = all.length === 1 ? undefined : vscode.workspace.workspaceFile;
  return dataFolder(file?.fsPath ?? first.path);
}

/** The settings that index and cache are made with, and that a running engine cannot take. */
function madeWith({ context, cache }: EngineSettings): string {
  return JSON.stringify([context.exclude, cache]);
}
