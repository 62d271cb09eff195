import * as vscode from 'vscode';
import { commands } from '../../../contributes/ids.ts';
import type { PanelRequest } from '../../../dashboard/panel/protocol.ts';

/** Commands behind the panel's buttons; the others concern the panel itself. */
const buttons: Readonly<Partial<Record<PanelRequest, readonly [command: string, ...args: readonly unknown[]]>>> = {
  ask: [commands.ask],
  openFolder: ['workbench.action.files.openFolder'],
  manageTrust: ['workbench.trust.manage'],
  offlineSetting: ['workbench.action.openSettings', 'wee.offline'],
  resumeIndexing: [commands.resumeIndexing],
  showLog: [commands.showLog],
  doctor: [commands.doctor],
  walkthrough: [commands.openWalkthrough],
};

/** Does what a button of the panel stands for. */
export function runRequest(request: PanelRequest): void {
  const [command, ...args] = buttons[request] ?? [];
  if (command !== undefined) void vscode.commands.executeCommand(command, ...args);
}
