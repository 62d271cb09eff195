import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startServer } from '../../scripts/host.mjs';
import { Editor } from './editor.ts';
import { createFixtureProject } from './fixture-project.ts';

describe('WEE in a VS Code that speaks German', function () {
  this.timeout(180_000);
  const temp = mkdtempSync(join(tmpdir(), 'wee-german-'));
  const folder = createFixtureProject();
  let server: Awaited<ReturnType<typeof startServer>>;
  let editor: Editor;

  before(async () => {
    const env = { WEE_DATA: join(temp, 'wee') };
    server = await startServer({ profile: join(temp, 'profile'), port: await freePort(), env, language: 'de' });
    editor = await Editor.open(server.url(folder));
  });

  after(async () => {
    await editor?.screenshot('german');
    await editor?.close();
    server?.stop();
    rmSync(temp, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  });

  it('has German commands, and German labels on an answer', async () => {
    await editor.openFile('lib/stock.js');
    await editor.run('WEE: Einen Agenten fragen');
    await editor.answerInput('Marie');
    await editor.answerInput('which tests cover reserve?');
    await editor.page.locator('.review-widget', { hasText: 'marie · neu' }).waitFor({ timeout: 60_000 });
  });

  it('has a German panel', async () => {
    await editor.run('WEE: Leistungsansicht öffnen');
    const panel = editor.page.frameLocator('iframe.webview').frameLocator('iframe').locator('#panel');
    await panel.getByText('Trefferquote', { exact: true }).first().waitFor({ timeout: 30_000 });
    await panel.getByText('0 von 1 Fragen').waitFor();
  });
});
