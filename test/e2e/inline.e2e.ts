import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startServer } from '../../scripts/host.mjs';
import { SlowEndpoint } from '../fixtures/slow-endpoint.ts';
import { Editor } from './editor.ts';
import { createFixtureProject } from './fixture-project.ts';

describe('an inline answer in a real VS Code', function () {
  this.timeout(180_000);
  const temp = mkdtempSync(join(tmpdir(), 'wee-inline-'));
  const folder = createFixtureProject();
  const endpoint = new SlowEndpoint();
  let server: Awaited<ReturnType<typeof startServer>>;
  let editor: Editor;
  const labelled = (text: string) => editor.page.locator('.review-widget', { hasText: text }).waitFor();

  before(async () => {
    const settings = { 'wee.openai.baseUrl': await endpoint.start(), 'wee.openai.model': 'slow' };
    const env = { WEE_DATA: join(temp, 'wee') };
    server = await startServer({ profile: join(temp, 'profile'), port: await freePort(), env, settings });
    editor = await Editor.open(server.url(folder));
    await editor.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  });

  after(async () => {
    await editor?.close();
    server?.stop();
    endpoint.stop();
    rmSync(temp, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  });

  afterEach(async function () {
    await editor?.screenshot(`${this.currentTest?.state}-inline-${this.currentTest?.title.replaceAll(' ', '-')}`);
  });

  it('streams below its line, without opening the list of comments', async () => {
    await editor.openFile('lib/pricing.js');
    await editor.goToLine(6);
    await editor.run('WEE: Ask an Agent');
    await editor.answerInput('Sherlock');
    await editor.answerInput('why is the discount wrong?');
    await labelled('It begins well');
    await labelled('sherlock is writing');
    assert.equal(await editor.page.locator('.comments-panel').count(), 0);
  });

  it('stops, and can be asked again', async () => {
    await editor.run('WEE: Stop Answer');
    await labelled('stopped');
    endpoint.release();
    await editor.run('WEE: Ask Again');
    await labelled('sherlock · new');
  });

  it('is copied', async () => {
    await editor.run('WEE: Copy Answer');
    // The editor in a browser writes the clipboard in several steps.
    const copied = 'It begins well and ends in lib/pricing.js.';
    await editor.page.waitForFunction(
      `navigator.clipboard.readText().then((text) => text === ${JSON.stringify(copied)})`,
    );
  });

  it('is marked stale when its context changes, and stands again when that is undone', async () => {
    await editor.focusEditor();
    await editor.goToLine(1);
    await editor.page.keyboard.insertText('//may');
    await labelled('⚠ stale: changed: lib/pricing.js');
    await editor.page.keyboard.press('Control+z');
    await editor.page.locator('.review-widget', { hasText: 'stale' }).waitFor({ state: 'detached' });
    await labelled('sherlock · new');
  });

  it('is reached with the keyboard alone, and goes on with a reply', async () => {
    await editor.run('WEE: Go to Answer');
    await editor.page.locator('.review-widget .comments-container:focus').waitFor();
    await editor.page.keyboard.press('Tab');
    await editor.page.keyboard.insertText('since when?');
    await editor.page.keyboard.press('Control+Enter');
    const replies = editor.page.locator('.review-widget .review-comment', { hasText: 'and ends in lib/pricing.js.' });
    await replies.nth(1).waitFor();
    assert.equal(endpoint.requests.at(-1)?.at(-2)?.content, 'It begins well and ends in lib/pricing.js.');
  });

  it('goes on in chat with what was said before', async () => {
    await editor.run('WEE: Open Answer in Chat');
    const shown = editor.page.locator('.interactive-list .monaco-list-row', { hasText: 'and ends in lib/pricing.js.' });
    await shown.first().waitFor();
    assert.match(await editor.chat('@sherlock and for assam?'), /It begins well and ends/);
    const roles = endpoint.requests
      .at(-1)
      ?.slice(1)
      .map(({ role, content }) => `${role}: ${content.split('\n').at(-1)}`);
    assert.deepEqual(roles, [
      'user: why is the discount wrong?',
      'assistant: It begins well and ends in lib/pricing.js.',
      'user: since when?',
      'assistant: It begins well and ends in lib/pricing.js.',
      'user: and for assam?',
    ]);
  });

  it('proposes a change, which is applied after a look at it as a diff', async () => {
    endpoint.ending =
      ', so:\n\n```js lib/pricing.js:1-1\n// Prices in cents.\n```\n\n```md docs/prices.md\n# Prices\n```\n';
    await editor.openFile('lib/pricing.js');
    await editor.run('WEE: Ask Again');
    await labelled('Prices in cents.');
    await editor.run('WEE: Apply Edit of Answer');
    const preview = editor.page.locator('.bulk-edit-panel');
    // Nothing is applied that a person has not ticked.
    for (const file of ['prices.md', 'pricing.js'])
      await preview.locator('.monaco-list-row', { hasText: file }).locator('.edit-checkbox').first().click();
    await editor.screenshot('inline-proposed');
    await preview.getByRole('button', { name: 'Apply' }).click();
    await editor.page.locator('.editor-instance .view-line', { hasText: 'Prices in cents.' }).first().waitFor();
    await editor.page.locator('.explorer-folders-view .monaco-list-row', { hasText: /^docs$/ }).waitFor();
    assert.equal(readFileSync(join(folder, 'docs/prices.md'), 'utf8'), '# Prices\n');
  });

  it('leaves when it is dismissed', async () => {
    await editor.focusEditor();
    await editor.run('WEE: Dismiss Answer');
    await editor.page.locator('.review-widget').waitFor({ state: 'detached' });
  });
});
