// Runs the integration suite in the extension host of a real VS Code, in a browser; with `several-folders` that of a workspace file.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { endGroup, freePort, server, untilAnswering } from '../../scripts/host.mjs';
import { FLAGS } from '../e2e/editor.ts';
import { createFixtureProject, createFixtureWorkspace } from '../e2e/fixture-project.ts';
import { bundleSuite } from './bundle-suite.mjs';

const TIMEOUT_MS = 4 * 60_000;
await bundleSuite();
const temp = mkdtempSync(join(tmpdir(), 'wee-integration-'));
const several = process.argv[2] === 'several-folders';
const folder = several ? createFixtureWorkspace() : createFixtureProject();
const extensions = join(temp, 'extensions');
mkdirSync(extensions);
symlinkSync(resolve('test/fixtures/model-extension'), join(extensions, 'wee-test.fixture-model-0.0.1'), 'dir');
const port = await freePort();
const args = [
  'out/server-main.js',
  '--host',
  '127.0.0.1',
  '--port',
  String(port),
  '--without-connection-token',
  '--accept-server-license-terms',
  '--enable-smoke-test-driver',
  '--disable-workspace-trust',
  '--server-data-dir',
  join(temp, 'data'),
  '--extensions-dir',
  extensions,
];
const host = spawn(process.execPath, args, {
  cwd: join(server, 'lib', 'vscode'),
  env: { ...process.env, WEE_DATA: join(temp, 'wee') },
  stdio: 'ignore',
  detached: true,
});
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
const end = (code) => {
  endGroup(host, 'SIGKILL');
  rmSync(temp, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => end(1));
setTimeout(() => {
  console.error('The integration suite took too long.');
  end(1);
}, TIMEOUT_MS).unref();

const page = await browser.newPage();
await page.exposeFunction('codeAutomationLog', (_type, lines) =>
  console.log(...(Array.isArray(lines) ? lines : [lines])),
);
const exit = new Promise((done) => page.exposeFunction('codeAutomationExit', (code) => done(code)));
const remote = (path) => `vscode-remote://127.0.0.1:${port}${resolve(path)}`;
const payload = [
  ['extensionDevelopmentPath', remote('.')],
  ['extensionTestsPath', remote('test/out/suite.js')],
  ['skipWelcome', 'true'],
];
const url = `http://127.0.0.1:${port}/?${several ? `workspace=${join(folder, 'shops.code-workspace')}` : `folder=${folder}`}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
if (!(await untilAnswering(`http://127.0.0.1:${port}/`, host))) {
  console.error('VS Code did not start.');
  end(1);
}
await page.goto(url);
const code = await exit;
await browser.close();
end(code === 0 ? 0 : 1);
