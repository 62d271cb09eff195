import * as v from 'valibot';
import * as vscode from 'vscode';
import { contextTool } from '../../../contributes/ids.ts';
import { AUTO_AGENT } from '../../../engine/domain/agent.ts';
import { WeeError } from '../../../engine/errors.ts';
import type { EngineHost } from '../../engine-host.ts';
import { previewPrompt } from './preview-prompt.ts';

const inputSchema = v.object({ question: v.pipe(v.string(), v.trim(), v.nonEmpty()), agent: v.optional(v.string()) });

/** `wee_context`: hands the context of a question to other agents of the editor, secrets redacted, within the budget. */
export function registerContextTool(host: EngineHost): vscode.Disposable {
  return vscode.lm.registerTool<unknown>(contextTool, {
    prepareInvocation: () => ({ invocationMessage: vscode.l10n.t('WEE gathers the files that matter') }),
    async invoke({ input }, token) {
      const asked = v.safeParse(inputSchema, input);
      if (!asked.success) throw new Error('wee_context takes {"question": "…"}: what the context is to be about.');
      if (!host.workspace.trusted) {
        throw new Error('This workspace is not trusted, so nothing of it is sent to a model. Trust the workspace.');
      }
      const { question: text, agent = AUTO_AGENT } = asked.output;
      try {
        const { context } = await previewPrompt(host, { agent, text }, token, () => {});
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(context.rendered)]);
      } catch (thrown) {
        const error = WeeError.from(thrown);
        throw error.code === 'cancelled'
          ? new vscode.CancellationError()
          : new Error(`${error.message} ${error.remedy}`);
      }
    },
  });
}
