import Mocha from 'mocha';
import * as vscode from 'vscode';

/** Called by VS Code, in the browser or under test-electron; rejects when a test failed. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', color: false });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  if (vscode.workspace.workspaceFile === undefined) {
    await import('./suite.ts');
    await import('./agents.ts');
  } else await import('./several-folders.ts');
  const failures = await new Promise<number>((done) => mocha.run(done));
  if (failures > 0) throw new Error(`${failures} failing`);
}
