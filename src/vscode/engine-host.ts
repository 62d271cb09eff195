import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Engine } from '../engine/coordinator/engine.ts';
import type { AskEvent } from '../engine/domain/ask-event.ts';
import type { Question } from '../engine/domain/question.ts';
import type { SessionEvent } from '../engine/domain/session.ts';
import { WeeError } from '../engine/errors.ts';
import { createNodeEngine } from '../node/create-node-engine.ts';
import { dataFolder } from '../node/data-folder.ts';
import { createEditorWorkspace, type EditorWorkspace } from './adapters/editor-workspace.ts';
import { createNamedModelBackend } from './adapters/language-model-backend.ts';
import { createSecrets } from './adapters/secrets.ts';
import { readSettings } from './adapters/settings.ts';

/** The engine as features hold it: started at the first need, and saying why when it could not start. */
export interface EngineHost extends vscode.Disposable {
  readonly log: vscode.LogOutputChannel;
  readonly workspace: EditorWorkspace;
  /** @throws WeeError saying why the engine could not start. */
  engine(): Engine;
  /** Calls back with the engine once it has started; at once when it runs. Starts nothing. */
  whenStarted(use: (engine: Engine) => void): void;
  /** Asks with everything that changed in the editor handed over first. */
  ask(question: Question, token: vscode.CancellationToken): AsyncIterable<AskEvent>;
  /** Several agents on one question, likewise. */
  session(question: Question, token: vscode.CancellationToken): AsyncIterable<SessionEvent>;
  /** Forgets why the engine could not start, so that the next need starts it anew; a running engine stays. */
  retry(): void;
  /** Lets the index begin, so that the first question need not wait for it. */
  warm(): void;
  /** Writes what is pending and ends the engine. */
  close(): Promise<void>;
}

/** Does no disk or network work. */
export function createEngineHost(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): EngineHost {
  const workspace = createEditorWorkspace();
  let started: ReturnType<typeof createNodeEngine> | WeeError | undefined;
  const waiting: ((engine: Engine) => void)[] = [];

  function start(): ReturnType<typeof createNodeEngine> {
    if (started === undefined) {
      try {
        started = createNodeEngine({
          dataFolder: workspace.folder === undefined ? context.globalStorageUri.fsPath : dataFolder(workspace.folder),
          distFolder: join(context.extensionPath, 'dist'),
          workspace,
          secrets: createSecrets(context.secrets),
          log,
          settings: readSettings(log),
          languageModel: createNamedModelBackend,
        });
        workspace.connect(started.context);
        for (const use of waiting.splice(0)) use(started.engine);
      } catch (error) {
        log.error('The engine could not start', error);
        started = WeeError.from(error);
      }
    }
    if (started instanceof WeeError) throw started;
    return started;
  }

  const configured = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('wee') && started !== undefined && !(started instanceof WeeError)) {
      started.engine.configure(readSettings(log));
    }
  });

  return {
    log,
    workspace,
    engine: () => start().engine,
    whenStarted(use) {
      if (started !== undefined && !(started instanceof WeeError)) use(started.engine);
      else waiting.push(use);
    },
    async *ask(question, token) {
      const stop = new AbortController();
      const cancelling = token.onCancellationRequested(() => stop.abort());
      try {
        const { engine } = start();
        workspace.flush();
        yield* engine.ask(question, { signal: stop.signal });
      } finally {
        cancelling.dispose();
      }
    },
    async *session(question, token) {
      const stop = new AbortController();
      const cancelling = token.onCancellationRequested(() => stop.abort());
      try {
        const { engine } = start();
        workspace.flush();
        yield* engine.session(question, { signal: stop.signal });
      } finally {
        cancelling.dispose();
      }
    },
    retry() {
      if (started instanceof WeeError) started = undefined;
    },
    warm() {
      try {
        start().context.warm();
      } catch {
        // Logged; the first need says why.
      }
    },
    async close() {
      if (started !== undefined && !(started instanceof WeeError)) await started.engine.dispose();
    },
    dispose() {
      configured.dispose();
      workspace.dispose();
    },
  };
}
