import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { TestApi } from '../../src/extension.ts';

/** Runs inside a real extension host, on a workspace file with the folders `teashop` and `bakery`. */
describe('WEE in a workspace of several folders', function () {
  this.timeout(30_000);
  let api: TestApi;
  const ranking = async (text: string): Promise<readonly string[]> => {
    return (await api.host.using((engine) => engine.context({ agent: 'sherlock', text }))).ranking;
  };
  /** Resolves once it holds: what the editor notices, it notices in its own time. */
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) await new Promise((next) => setImmediate(next));
  };
  const uri = (path: string): vscode.Uri => {
    const found = api.host.workspace.uri(path);
    assert.ok(found);
    return found;
  };

  before(async () => {
    const extension = vscode.extensions.getExtension<TestApi>('wee.wee');
    assert.ok(extension);
    api = await extension.activate();
    assert.equal(vscode.workspace.workspaceFolders?.length, 2);
  });

  it('finds the files of all of them, under the names that the editor shows', async () => {
    assert.ok((await ranking('why is the discount wrong?')).includes('teashop/lib/pricing.js'));
    assert.deepEqual(await ranking('how hot is the oven?'), ['bakery/oven.js']);
    assert.equal(vscode.workspace.asRelativePath(uri('bakery/oven.js')), 'bakery/oven.js');
    assert.equal(api.host.workspace.relative(uri('teashop/lib/pricing.js')), 'teashop/lib/pricing.js');
  });

  it('answers with places that can be opened', async () => {
    const { token } = new vscode.CancellationTokenSource();
    for await (const event of api.host.ask({ agent: 'sherlock', text: 'how hot is the oven?' }, token)) {
      if (event.type !== 'done') continue;
      const source = event.answer.sources.find(({ path }) => path === 'bakery/oven.js');
      assert.ok(source);
      assert.match((await vscode.workspace.openTextDocument(uri(source.path))).getText(), /oven/);
      return;
    }
    assert.fail('no answer');
  });

  it('honours what each folder hides', async () => {
    assert.deepEqual(await ranking('sourdough'), ['teashop/hidden/sourdough.js']);
  });

  it('sees unsaved text in the second folder', async () => {
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri('bakery/oven.js')));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '// pumpernickel\n'));
    await until(async () => (await ranking('pumpernickel')).includes('bakery/oven.js'));
    await editor.edit((edit) => edit.delete(new vscode.Range(0, 0, 1, 0)));
    await until(async () => !(await ranking('pumpernickel')).includes('bakery/oven.js'));
  });

  it('follows files that other programs write in either', async () => {
    writeFileSync(uri('bakery/rye.js').fsPath, 'exports.rye = 1;\n');
    await until(async () => (await ranking('rye')).includes('bakery/rye.js'));
  });

  it('takes in a folder that is added, and forgets one that is removed, without a reload', async () => {
    const cellar = join(mkdtempSync(join(tmpdir(), 'wee-cellar-')), 'cellar');
    mkdirSync(cellar);
    writeFileSync(join(cellar, 'wine.js'), 'exports.riesling = 1;\n');
    assert.ok(vscode.workspace.updateWorkspaceFolders(2, 0, { uri: vscode.Uri.file(cellar) }));
    await until(async () => (await ranking('riesling')).includes('cellar/wine.js'));
    assert.ok((await ranking('how hot is the oven?')).includes('bakery/oven.js'));
    assert.ok(vscode.workspace.updateWorkspaceFolders(2, 1));
    await until(async () => !(await ranking('riesling')).includes('cellar/wine.js'));
    assert.ok((await ranking('how hot is the oven?')).includes('bakery/oven.js'));
  });
});
