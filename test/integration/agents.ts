import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { AskEvent } from '../../src/engine/domain/ask-event.ts';
import type { TestApi } from '../../src/extension.ts';

describe('agents of the workspace in an extension host', function () {
  this.timeout(30_000);
  const path = '.wee/agents/guard.agent.md';
  let api: TestApi;
  let uri: vscode.Uri;

  before(async () => {
    const extension = vscode.extensions.getExtension<TestApi>('wee.wee');
    assert.ok(extension);
    api = await extension.activate();
    uri = vscode.Uri.file(join(api.host.workspace.folders.all[0]?.path ?? '', path));
    api.host.engine();
  });
  after(() => rmSync(dirname(dirname(uri.fsPath)), { recursive: true, force: true }));

  /** Writes as another program would, and waits until the agents were read with that. */
  const written = async (text: string, isRead: () => boolean): Promise<void> => {
    const read = new Promise<void>((resolve) => {
      // Another engine may take the place of this one meanwhile.
      const listening = api.host.onEngine((engine) =>
        engine.onDidChangeAgents(() => {
          if (!isRead()) return;
          listening.dispose();
          resolve();
        }),
      );
    });
    mkdirSync(dirname(uri.fsPath), { recursive: true });
    writeFileSync(uri.fsPath, text);
    await read;
  };
  const isThere = (): boolean => api.host.engine().agents.some(({ id }) => id === 'guard');
  const problems = async (count: number): Promise<readonly vscode.Diagnostic[]> => {
    while (vscode.languages.getDiagnostics(uri).length !== count) {
      await new Promise<void>((resolve) => {
        const listening = vscode.languages.onDidChangeDiagnostics(() => {
          listening.dispose();
          resolve();
        });
      });
    }
    return vscode.languages.getDiagnostics(uri);
  };

  it('appear when their file is written, and answer @name to @wee', async () => {
    await written('---\ndescription: invoices\nspecialties: discount\n---\nCheck the rounding.\n', isThere);
    const { token } = new vscode.CancellationTokenSource();
    const agents: string[] = [];
    for (const text of ['@guard is it right?', 'is the discount right?']) {
      for await (const event of api.host.ask({ agent: 'auto', text }, token) as AsyncIterable<AskEvent>)
        if (event.type === 'done') agents.push(event.answer.agent);
    }
    assert.deepEqual(agents, ['guard', 'guard']);
  });

  it('show what is wrong in their file at the line, until it is mended', async () => {
    await written('---\ndescription: invoices\nskills: mind-reading\n---\nx\n', () => !isThere());
    const [problem] = await problems(1);
    assert.equal(problem?.range.start.line, 2);
    assert.match(problem?.message ?? '', /“mind-reading”/);
    await written('---\ndescription: invoices\n---\nx\n', isThere);
    await problems(0);
  });

  it('go when their file goes', async () => {
    const gone = new Promise<void>((resolve) => {
      const listening = api.host.onEngine((engine) =>
        engine.onDidChangeAgents(() => {
          if (isThere()) return;
          listening.dispose();
          resolve();
        }),
      );
    });
    rmSync(dirname(uri.fsPath), { recursive: true });
    await gone;
  });
});
