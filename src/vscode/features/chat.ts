import * as vscode from 'vscode';
import { chatCommands, commands, modelVendor, participantId } from '../../contributes/ids.ts';
import { roster } from '../../engine/agents/roster.ts';
import { AUTO_AGENT } from '../../engine/domain/agent.ts';
import { parseEdits } from '../../engine/domain/parse-edits.ts';
import type { Question, Turn } from '../../engine/domain/question.ts';
import { systemClock } from '../../node/system-clock.ts';
import { createLanguageModelBackend } from '../adapters/language-model-backend.ts';
import { calmProgress } from '../calm-progress.ts';
import { describeAnswer } from '../describe-answer.ts';
import type { EngineHost } from '../engine-host.ts';
import { createLinkStream } from '../link-stream.ts';
import { tellAgents } from './agents/tell-agents.ts';
import { attachedFocus } from './attached-focus.ts';
import type { ChatHandover } from './chat-handover.ts';
import { answerTogether, wantsSeveral } from './session/answer-together.ts';

/** Requests at once to a model that VS Code offers. */
const MODEL_LIMIT = 2;

/** `@wee` and the seven in the chat view. */
export function registerChat(host: EngineHost, extensionUri: vscode.Uri, handover: ChatHandover): vscode.Disposable {
  const participants = [AUTO_AGENT, ...roster.map(({ id }) => id)].map((agent) => {
    const participant = vscode.chat.createChatParticipant(participantId(agent), (request, context, stream, token) =>
      answer({ host, handover }, agent, request, context, stream, token),
    );
    participant.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
    participant.followupProvider = {
      provideFollowups: ({ metadata }) =>
        metadata?.asked === undefined ? [] : followUps(metadata.agent, metadata.asked),
    };
    const feedback = participant.onDidReceiveFeedback(({ kind, result }) => {
      const digest: unknown = result.metadata?.digest;
      if (kind === vscode.ChatResultFeedbackKind.Unhelpful && typeof digest === 'string') host.engine().evict(digest);
    });
    return vscode.Disposable.from(participant, feedback);
  });
  return vscode.Disposable.from(...participants);
}

/** Others to ask the same: a participant is told of its own turns only, so that a question must stand for itself. */
function followUps(answered: string, asked: string): vscode.ChatFollowup[] {
  const others = roster.filter(({ id }) => id !== answered).slice(0, 2);
  return others.map(({ id, leads }) => ({
    participant: participantId(id),
    prompt: asked,
    label: `@${id}: ${vscode.l10n.t(leads)}`,
  }));
}

async function answer(
  { host, handover }: { readonly host: EngineHost; readonly handover: ChatHandover },
  agent: string,
  request: vscode.ChatRequest,
  context: vscode.ChatContext,
  stream: vscode.ChatResponseStream,
  token: vscode.CancellationToken,
): Promise<vscode.ChatResult> {
  if (request.command === chatCommands.agents) {
    await tellAgents(host, stream);
    return {};
  }
  const toUri = (path: string): vscode.Uri | undefined => host.workspace.uri(path);
  const first = context.history.find((turn) => turn instanceof vscode.ChatRequestTurn)?.prompt;
  const history = [...handover.take(agent, request.prompt, first), ...toTurns(context, request.prompt)];
  const pool = choosePool(host, request.model);
  const focus = await attachedFocus(host.workspace, request.references);
  const question: Question = {
    agent,
    text: request.prompt,
    ...(focus !== undefined && { focus }),
    ...(history.length > 0 && { history }),
    ...(pool !== undefined && { pool }),
  };
  if (await wantsSeveral(host, request.command, question))
    return answerTogether(host, question, stream, token, request.command === chatCommands.session);
  const links = createLinkStream((path) => toUri(path)?.toString());
  const progress = calmProgress((line) => stream.progress(line), systemClock);
  for await (const event of host.ask(question, token)) {
    if (event.type === 'agent' && agent === AUTO_AGENT) progress(event.reason);
    else if (event.type === 'status' && event.message !== '') progress(event.message);
    else if (event.type === 'near') {
      const title = vscode.l10n.t('Answered before: “{0}”', event.question);
      stream.button({ command: commands.showSimilar, title, arguments: [event.digest] });
    } else if (event.type === 'text') stream.markdown(links.push(event.text));
    else if (event.type === 'restart') stream.markdown(`${links.end()}\n\n---\n*${event.message}*\n\n`);
    else if (event.type === 'done') {
      for (const path of new Set(event.answer.sources.map((source) => source.path))) {
        const uri = toUri(path);
        if (uri !== undefined) stream.reference(uri);
      }
      stream.markdown(
        `${links.end()}\n\n---\n*${describeAnswer(event)} · ${event.answer.backend} · ${event.trace.reason}*`,
      );
      const edits = [...(event.answer.edits ?? []), ...parseEdits(event.answer.text)];
      if (edits.length > 0)
        stream.button({ command: commands.applyEdits, title: vscode.l10n.t('Apply Edit…'), arguments: [edits] });
      const shown: Question = { ...question, agent: event.answer.agent };
      stream.button({ command: commands.showContext, title: vscode.l10n.t('Show Context'), arguments: [shown] });
      return { metadata: { digest: event.answer.digest, agent: event.answer.agent, asked: request.prompt } };
    } else if (event.type === 'failed' && event.code !== 'cancelled') {
      return { errorDetails: { message: `${event.message} ${event.remedy}` } };
    }
  }
  return {};
}

/** A model that the person picked in the chat view answers, unless it is WEE's own. */
function choosePool(host: EngineHost, model: vscode.LanguageModelChat): string | undefined {
  if (model.vendor === modelVendor) return undefined;
  const backend = createLanguageModelBackend(model);
  host.engine().addBackend(backend, MODEL_LIMIT);
  return backend.id;
}

/**
 * The conversation before this question. Asking the same again means asking it where it was asked first: what came since is
 * left out, so that an answer which still stands is found.
 */
function toTurns({ history }: vscode.ChatContext, prompt: string): Turn[] {
  const asked = history.findIndex((turn) => turn instanceof vscode.ChatRequestTurn && turn.prompt === prompt);
  return history.slice(0, asked < 0 ? history.length : asked).map((turn): Turn => {
    if (turn instanceof vscode.ChatRequestTurn) return { role: 'user', text: turn.prompt };
    const parts = turn.response.map((part) =>
      part instanceof vscode.ChatResponseMarkdownPart ? part.value.value : '',
    );
    // The footer tells of tiers and times: it would make every follow-up's prompt differ.
    return { role: 'agent', text: parts.join('').replace(/\n\n---\n\*[^\n]*\*$/, '') };
  });
}
