import * as vscode from 'vscode';
import { chatCommands } from '../../../contributes/ids.ts';
import { AUTO_AGENT } from '../../../engine/domain/agent.ts';
import type { Question } from '../../../engine/domain/question.ts';
import { systemClock } from '../../../node/system-clock.ts';
import { calmProgress } from '../../calm-progress.ts';
import type { EngineHost } from '../../engine-host.ts';
import { createLinkStream } from '../../link-stream.ts';
import { describePlan, describeSession, describeStep } from './describe-session.ts';

/** Whether `@wee` gives a question to several agents: `/session` and `/single` force it, else the question decides. */
export async function wantsSeveral(
  host: EngineHost,
  command: string | undefined,
  question: Question,
): Promise<boolean> {
  if (question.agent !== AUTO_AGENT || command === chatCommands.single) return false;
  return command === chatCommands.session || (await host.engine().team(question)).wanted;
}

/** A session in the chat view: progress per agent, then the synthesis. */
export async function answerTogether(
  host: EngineHost,
  question: Question,
  stream: vscode.ChatResponseStream,
  token: vscode.CancellationToken,
  forced: boolean,
): Promise<vscode.ChatResult> {
  const toUri = (path: string): vscode.Uri | undefined => host.workspace.uri(path);
  const links = createLinkStream((path) => toUri(path)?.toString());
  const progress = calmProgress((line) => stream.progress(line), systemClock);
  for await (const event of host.session(question, token)) {
    if (event.type === 'status') progress(event.message);
    else if (event.type === 'planned') {
      progress(describePlan(event));
      if (!forced) progress(vscode.l10n.t('Several agents fit; /single asks one only'));
    } else if (event.type === 'step') {
      const line = describeStep(event.step, event.message);
      if (line !== '') progress(line);
    } else if (event.type === 'text') stream.markdown(links.push(event.text));
    else if (event.type === 'done') {
      for (const path of new Set(event.session.sources.map((source) => source.path))) {
        const uri = toUri(path);
        if (uri !== undefined) stream.reference(uri);
      }
      stream.markdown(`${links.end()}\n\n---\n*${describeSession(event.session)}*`);
      return { metadata: { session: event.session.id } };
    } else if (event.code !== 'cancelled') return { errorDetails: { message: `${event.message} ${event.remedy}` } };
  }
  return {};
}
