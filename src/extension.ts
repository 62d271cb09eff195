import * as vscode from 'vscode';
import { createEngineHost, type EngineHost } from './vscode/engine-host.ts';
import { registerAgents } from './vscode/features/agents/register-agents.ts';
import { AnswerPreviews } from './vscode/features/answers/answer-previews.ts';
import { registerApplyEdits } from './vscode/features/apply-edits.ts';
import { registerChat } from './vscode/features/chat.ts';
import { ChatHandover } from './vscode/features/chat-handover.ts';
import { registerChooseModel } from './vscode/features/choose-model.ts';
import { registerCodeActions } from './vscode/features/code-actions.ts';
import { registerCommands } from './vscode/features/commands.ts';
import { registerContextTool } from './vscode/features/context/context-tool.ts';
import { registerShowContext } from './vscode/features/context/show-context.ts';
import { registerDashboard } from './vscode/features/dashboard/register-dashboard.ts';
import { registerDoctor } from './vscode/features/doctor.ts';
import { registerIndexing } from './vscode/features/indexing/register-indexing.ts';
import { type InlineAnswers, registerInlineAnswers } from './vscode/features/inline/register-inline-answers.ts';
import { registerModelProvider } from './vscode/features/model-provider.ts';
import { registerPanel } from './vscode/features/panel/register-panel.ts';
import { registerSession } from './vscode/features/session/register-session.ts';
import { registerStatus } from './vscode/features/status/register-status.ts';

/** ms after activation until the index begins, so that it does not compete with the start of the editor. */
const WARM_AFTER_MS = 2_000;

/** What tests may look at; exported in a test host only. */
export interface TestApi {
  readonly host: EngineHost;
  readonly inline: InlineAnswers | undefined;
  readonly answers: AnswerPreviews;
  /** ms that activate() took. */
  readonly activateMs: number;
}

let host: EngineHost | undefined;

/** Composition only: each feature registers alone, and one that fails does not take the others with it. */
export function activate(context: vscode.ExtensionContext): TestApi | undefined {
  const began = performance.now();
  const log = vscode.window.createOutputChannel('WEE', { log: true });
  const created = createEngineHost(context, log);
  host = created;
  context.subscriptions.push(log, created);
  let inline: InlineAnswers | undefined;
  const handover = new ChatHandover();
  const answers = new AnswerPreviews(created, context.workspaceState);
  context.subscriptions.push(answers);
  const features: Readonly<Record<string, () => vscode.Disposable>> = {
    // First: the chat view takes no question before it has a model.
    model: () => registerModelProvider(created),
    chat: () => registerChat(created, context.extensionUri, handover),
    commands: () => registerCommands(created, () => inline, answers, context.secrets),
    chooseModel: () => registerChooseModel(created),
    inline: () => {
      inline = registerInlineAnswers(created, handover);
      return inline;
    },
    codeActions: () => registerCodeActions(created, () => inline),
    panel: () => registerPanel(created, context.extensionUri),
    dashboard: () => registerDashboard(created, context.extensionUri),
    showContext: () => registerShowContext(created),
    contextTool: () => registerContextTool(created),
    session: () => registerSession(created),
    doctor: () => registerDoctor(created),
    agents: () => registerAgents(created),
    indexing: () => registerIndexing(created),
    edits: () => registerApplyEdits(created),
    status: () => registerStatus(created),
  };
  for (const [name, register] of Object.entries(features)) {
    try {
      context.subscriptions.push(register());
    } catch (error) {
      log.error(`The feature “${name}” is off`, error instanceof Error ? error : String(error));
    }
  }
  const warming = setTimeout(() => void created.warm(), WARM_AFTER_MS);
  context.subscriptions.push({ dispose: () => clearTimeout(warming) });
  const activateMs = performance.now() - began;
  log.info(`activated in ${activateMs.toFixed(1)} ms`);
  return context.extensionMode === vscode.ExtensionMode.Test
    ? { host: created, inline, answers, activateMs }
    : undefined;
}

/** Writes what is pending. */
export async function deactivate(): Promise<void> {
  await host?.close();
}
