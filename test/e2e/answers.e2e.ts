import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startServer } from '../../scripts/host.mjs';
import { Editor } from './editor.ts';
import { createFixtureProject } from './fixture-project.ts';

const SESSION = '@sherlock @marie why is the discount of a tea price wrong, and who tests it?';
const QUESTION = '@sherlock why is the discount of a tea price wrong?';

describe('an answer in a real VS Code', function () {
  this.timeout(180_000);
  const temp = mkdtempSync(join(tmpdir(), 'wee-e2e-'));
  const folder = createFixtureProject();
  let server: Awaited<ReturnType<typeof startServer>>;
  let editor: Editor;

  const start = async (): Promise<void> => {
    server = await startServer({
      profile: join(temp, 'profile'),
      port: await freePort(),
      env: { WEE_DATA: join(temp, 'wee') },
    });
  };

  /** The document of the session, with what each agent found. */
  const sessionShown = async (): Promise<void> => {
    const shown = editor.page.frameLocator('iframe.webview').frameLocator('iframe').locator('body');
    for (const part of ['efficiency', '@sherlock', 'priceOf', '@marie'])
      await shown.filter({ hasText: part }).waitFor({ timeout: 60_000 });
  };

  before(async () => {
    await start();
    editor = await Editor.open(server.url(folder));
  });

  after(async () => {
    await editor?.close();
    server?.stop();
    rmSync(temp, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  });

  afterEach(async function () {
    await editor?.screenshot(`${this.currentTest?.state}-${this.currentTest?.title.replaceAll(' ', '-')}`);
  });

  it('names the right file', async () => {
    const answer = await editor.chat(QUESTION);
    assert.match(answer, /Look first at lib\/pricing\.js:\d+/);
    assert.match(answer, /sherlock · new/);
    assert.match(answer, /no language model/);
  });

  it('offers others, who are asked the same', async () => {
    const { page } = editor;
    await page.locator('.interactive-input-followups').getByText('@leonardo').click();
    // What it hovers over would lie over the next input.
    await page.mouse.move(0, 0);
    await page.locator('.interactive-list .monaco-list-row', { hasText: 'leonardo · new' }).waitFor();
    const asked = page.locator('.interactive-list .monaco-list-row.request', { hasText: '@leonardo' });
    await asked.filter({ hasText: 'why is the discount of a tea price wrong?' }).waitFor();
  });

  it('comes from memory the second time and says so', async () => {
    assert.match(await editor.chat(QUESTION), /sherlock · memory cache · [\d.]+ ms/);
  });

  it('still comes from cache after an edit of an unrelated file', async () => {
    await editor.openFile('notes/holidays.txt');
    await editor.appendAndSave('And on Sundays.');
    assert.match(await editor.chat(QUESTION), /sherlock · memory cache/);
  });

  it('is made anew after an edit of a file it rests on, and names that file', async () => {
    await editor.openFile('lib/pricing.js');
    await editor.appendAndSave('// The discount ends in May.');
    const answer = await editor.chat(QUESTION);
    assert.match(answer, /sherlock · new/);
    assert.match(answer, /changed: lib\/pricing\.js/);
  });

  it('is given by several agents together', async () => {
    await editor.run('WEE: Ask Several Agents');
    await editor.answerInput(SESSION);
    await sessionShown();
    await editor.run('View: Close All Editors');
    await editor.page.locator('.tab', { hasText: '(session)' }).waitFor({ state: 'detached' });
  });

  it('is a preview where no file is open: written as it comes, closed without a word', async () => {
    await editor.run('WEE: Ask WEE');
    await editor.answerInput('@sherlock who rounds the price of a tea?');
    const shown = editor.page.frameLocator('iframe.webview').frameLocator('iframe').locator('body');
    await shown.filter({ hasText: 'who rounds the price of a tea?' }).filter({ hasText: 'sherlock · new' }).waitFor();
    await editor.run('View: Close All Editors');
    await editor.page.locator('.tab', { hasText: '(answer)' }).waitFor({ state: 'detached' });
    assert.equal(await editor.page.locator('.monaco-dialog-box').count(), 0);
  });

  it('comes from disk after a restart of the editor', async () => {
    server.stop();
    await server.ended;
    await start();
    await editor.goto(server.url(folder));
    assert.match(await editor.chat(QUESTION), /sherlock · disk cache/);
  });

  it('of several agents can be reopened after a restart of the editor', async () => {
    await editor.run('WEE: Reopen Session');
    await editor.page.locator('.quick-input-list .monaco-list-row', { hasText: 'who tests it' }).click();
    await sessionShown();
    const shown = editor.page.frameLocator('iframe.webview').frameLocator('iframe');
    await shown.getByText('lib/pricing.js:5').first().click();
    await editor.page.locator('.tab.active', { hasText: 'pricing.js' }).waitFor();
    await editor.run('View: Close All Editors');
  });

  it('shows its figures in the panel', async () => {
    await editor.run('WEE: Open Performance Panel');
    const panel = editor.page.frameLocator('iframe.webview').frameLocator('iframe').locator('#panel');
    await panel.getByText('Hit rate', { exact: true }).waitFor({ timeout: 30_000 });
    assert.match(await panel.innerText(), /✓ disk/);
    await editor.run('View: Show Explorer');
    await panel.waitFor({ state: 'hidden' });
    await editor.run('WEE: Open Performance Panel');
    await panel.getByText('Hit rate', { exact: true }).first().waitFor();
  });

  it('opens as a comment thread at the selection', async () => {
    await editor.openFile('lib/stock.js');
    await editor.run('WEE: Ask an Agent');
    await editor.answerInput('Marie');
    await editor.answerInput('which tests cover reserve?');
    const thread = editor.page.locator('.review-widget', { hasText: 'marie · new' });
    await thread.waitFor({ timeout: 60_000 });
    assert.match(await thread.innerText(), /lib\/stock\.js/);
  });

  it('is as readable in a dark theme', async () => {
    await editor.run('Preferences: Toggle between Light/Dark Themes');
    await editor.page.locator('.monaco-workbench.vs-dark').waitFor();
  });
});
