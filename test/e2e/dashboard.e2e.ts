import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { freePort, startServer } from '../../scripts/host.mjs';
import { Editor } from './editor.ts';
import { createFixtureProject } from './fixture-project.ts';

describe('the dashboard in a real VS Code', function () {
  this.timeout(180_000);
  const temp = mkdtempSync(join(tmpdir(), 'wee-e2e-dashboard-'));
  const folder = createFixtureProject();
  let server: Awaited<ReturnType<typeof startServer>>;
  let editor: Editor;
  let page: FrameLocator;

  before(async () => {
    server = await startServer({
      profile: join(temp, 'profile'),
      port: await freePort(),
      env: { WEE_DATA: join(temp, 'wee') },
    });
    editor = await Editor.open(server.url(folder));
    await editor.chat('@sherlock why is the discount of a tea price wrong?');
    await editor.chat('@marie which tests cover reserve?');
    await editor.run('WEE: Open Dashboard');
    await editor.page.locator('.tab.active', { hasText: 'WEE' }).waitFor();
    page = editor.page.locator('iframe.webview.ready').last().contentFrame().frameLocator('iframe');
  });

  after(async () => {
    await editor?.close();
    server?.stop();
    rmSync(temp, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  });

  afterEach(async function () {
    await editor?.screenshot(`dashboard-${this.currentTest?.state}-${this.currentTest?.title.replaceAll(' ', '-')}`);
  });

  const rows = () => page.locator('.entries tbody tr');
  const discount = () => page.getByRole('button', { name: 'why is the discount of a tea price wrong?' });

  it('begins with the figures: percentiles, answers by tier over time, throughput, who answers', async () => {
    await page.getByRole('tab', { name: 'Figures', selected: true }).waitFor({ timeout: 30_000 });
    await page.getByText('answered in the last minute').waitFor();
    const text = await page.locator('body').innerText();
    assert.match(text, /WEE’s own part\s+[\d.]+ m?s\s+[\d.]+ m?s\s+[\d.]+ m?s\s+[\d.]+ m?s\s+2/);
    assert.match(text, /first text of who answers/);
    await page.getByText('Answers as a table').click();
    const counts = await page
      .getByRole('table', { name: /^Answers per 5 s/ })
      .locator('tbody td:nth-child(2)')
      .allInnerTexts();
    assert.equal(
      counts.reduce((sum, count) => sum + Number(count), 0),
      2,
      'both were new',
    );
    assert.equal(await page.locator('.uplot canvas').count(), 2);
  });

  it('lists the answers with where they are kept', async () => {
    await page.getByRole('tab', { name: 'Cache' }).click();
    await discount().waitFor({ timeout: 30_000 });
    assert.equal(await rows().count(), 2);
    assert.match(await page.locator('body').innerText(), /on disk in .*answers\.db/);
  });

  it('finds them by word and by agent', async () => {
    const search = page.getByLabel('Search questions and files');
    await search.fill('DISCOUNT');
    await rows().filter({ hasText: 'marie' }).waitFor({ state: 'detached' });
    assert.equal(await rows().count(), 1);
    await search.fill('');
    await page.getByLabel('Agent').selectOption('marie');
    await discount().waitFor({ state: 'detached' });
    assert.equal(await rows().count(), 1);
    await page.getByLabel('Agent').selectOption('');
    await discount().waitFor();
  });

  it('shows with the keyboard alone why an answer would be served', async () => {
    await discount().focus();
    await editor.page.keyboard.press('Enter');
    await page.locator('.standing.valid', { hasText: 'Would be served now' }).waitFor();
    assert.match(await page.locator('.detail').innerText(), /lib\/pricing\.js/);
  });

  it('brings an answer into sight where its window is small', async () => {
    await page.getByRole('button', { name: 'Close' }).click();
    const size = editor.page.viewportSize();
    await editor.page.setViewportSize({ width: 1_400, height: 420 });
    await discount().click();
    await page.locator('.standing.valid').waitFor();
    const box = await page.locator('.detail .title').boundingBox();
    assert.ok(box !== null && box.y < 300, `it begins at ${box?.y}`);
    if (size !== null) await editor.page.setViewportSize(size);
  });

  it('says why it would not once a file changed', async () => {
    appendFileSync(join(folder, 'lib/pricing.js'), '// The discount ends in May.\n');
    await page.getByRole('tab', { name: 'Questions' }).click();
    await page.getByRole('textbox', { name: 'Question' }).fill('why is the discount of a tea price wrong?');
    await page.getByLabel('Agent').selectOption('sherlock');
    const answer = page.locator('.standing', { hasText: 'A miss' });
    // The editor notices the edit in its own time.
    while (!(await answer.isVisible())) await page.getByRole('button', { name: 'Would it hit?' }).click();
    assert.match(await answer.innerText(), /changed: lib\/pricing\.js/);
    await page.getByRole('tab', { name: 'Cache' }).click();
    await discount().click();
    await page.locator('.detail .standing.stale', { hasText: 'changed: lib/pricing.js' }).waitFor();
  });

  it('removes one answer and takes that back', async () => {
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await discount().waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await discount().waitFor();
  });

  it('is as readable in a dark theme', async () => {
    await editor.run('Preferences: Toggle between Light/Dark Themes');
    await editor.page.locator('.monaco-workbench.vs-dark').waitFor();
    await discount().click();
    await page.locator('.detail .standing').waitFor();
  });

  it('removes what is shown only after it was confirmed', async () => {
    await page.getByLabel('Agent').selectOption('marie');
    await discount().waitFor({ state: 'detached' });
    const ask = page.getByRole('button', { name: 'Remove all that are shown…' });
    const dialog = editor.page.locator('.monaco-dialog-box', { hasText: 'Remove 1 cached answers (@marie)?' });
    await ask.click();
    await dialog.getByText('Cancel').click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal(await rows().count(), 1);
    await ask.click();
    await dialog.getByText('Remove', { exact: true }).click();
    await page.getByText('No kept answer fits.').waitFor();
    await page.getByLabel('Agent').selectOption('');
    await discount().waitFor();
    assert.equal(await rows().count(), 1);
  });

  it('tells of the last questions what they rested on and took', async () => {
    await page.getByRole('tab', { name: 'Cache' }).focus();
    await editor.page.keyboard.press('ArrowRight');
    await page.locator('summary', { hasText: '@marie' }).click();
    assert.match(await page.locator('details[open]').innerText(), /first asked/);
    const bars = page.locator('details[open]').getByRole('img');
    assert.match((await bars.first().getAttribute('aria-label')) ?? '', /^context begins at 0\.00 ms/);
    assert.match((await bars.last().getAttribute('aria-label')) ?? '', /^keeping begins at /);
  });
});
