import * as vscode from 'vscode';
import { commands } from '../../contributes/ids.ts';
import { AUTO_AGENT } from '../../engine/domain/agent.ts';
import type { EngineHost } from '../engine-host.ts';
import type { InlineAnswers } from './inline/register-inline-answers.ts';

const kinds = {
  problem: vscode.CodeActionKind.QuickFix.append('wee'),
  explain: vscode.CodeActionKind.Empty.append('wee.explain'),
} as const;
/** The agent for a problem that the editor reports: it leads root causes. */
const CAUSES = 'sherlock';
/** Actions offered at one place; further problems are left out. */
const MAX_PROBLEMS = 3;

/** The light bulb: asks about a problem that the editor reports, and about a selection. */
export function registerCodeActions(host: EngineHost, inline: () => InlineAnswers | undefined): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions(document, range, { diagnostics, only }) {
      if (host.workspace.relative(document.uri) === undefined) return [];
      const wanted = (kind: vscode.CodeActionKind): boolean => only === undefined || only.contains(kind);
      const problems = wanted(kinds.problem) ? diagnostics.slice(0, MAX_PROBLEMS) : [];
      const actions = problems.map((problem) => {
        const action = offer(vscode.l10n.t('Ask WEE about this problem'), kinds.problem, {
          agent: CAUSES,
          text: vscode.l10n.t('Why is this reported, and how can it be mended: {0}', problem.message),
          range: problem.range,
        });
        action.diagnostics = [problem];
        return action;
      });
      if (!range.isEmpty && wanted(kinds.explain)) {
        const text = vscode.l10n.t('What does this code do, and what relies on it?');
        actions.push(offer(vscode.l10n.t('Explain with WEE'), kinds.explain, { agent: AUTO_AGENT, text, range }));
      }
      return actions;
    },
  };
  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider({ scheme: 'file' }, provider, {
      providedCodeActionKinds: Object.values(kinds),
    }),
    vscode.commands.registerCommand(commands.askHere, async (asked?: Asked) => {
      const editor = vscode.window.activeTextEditor;
      if (asked === undefined || editor === undefined) return;
      await inline()?.ask(editor, asked.text, asked.agent, asked.range);
    }),
  );
}

interface Asked {
  readonly agent: string;
  readonly text: string;
  readonly range: vscode.Range;
}

function offer(title: string, kind: vscode.CodeActionKind, asked: Asked): vscode.CodeAction {
  const action = new vscode.CodeAction(title, kind);
  action.command = { command: commands.askHere, title, arguments: [asked] };
  return action;
}
