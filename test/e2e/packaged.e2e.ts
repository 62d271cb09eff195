import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startServer } from '../../scripts/host.mjs';
import { run } from '../../scripts/run.mjs';
import { Editor } from './editor.ts';
import { createFixtureProject } from './fixture-project.ts';

/** The extension as people install it: nothing of this checkout is within its reach. */
describe('the packaged extension', function () {
  this.timeout(180_000);
  const temp = mkdtempSync(join(tmpdir(), 'wee-packaged-'));
  const folder = createFixtureProject();
  let server: Awaited<ReturnType<typeof startServer>>;
  let editor: Editor;

  before(async () => {
    run('npm', ['run', '--silent', 'package']);
    const vsix = readdirSync('.').find((name) => name.endsWith('.vsix'));
    assert.ok(vsix);
    const env = { WEE_DATA: join(temp, 'wee') };
    server = await startServer({ profile: join(temp, 'profile'), port: await freePort(), env, vsix });
    editor = await Editor.open(server.url(folder));
  });

  after(async () => {
    await editor?.screenshot('packaged');
    await editor?.close();
    server?.stop();
    for (const path of [temp, folder]) rmSync(path, { recursive: true, force: true });
  });

  it('answers in chat, from an index with code and a cache on disk', async () => {
    assert.match(await editor.chat('@sherlock why is the discount of a tea price wrong?'), /lib\/pricing\.js:\d+/);
    await editor.run('WEE: Doctor');
    const preview = editor.page.frameLocator('iframe.webview').frameLocator('iframe').locator('body');
    const report = preview.filter({ hasText: 'WEE: Doctor' });
    await report.waitFor();
    const text = await report.innerText();
    assert.match(text, /✓/);
    assert.doesNotMatch(text, /✗/);
  });
});
