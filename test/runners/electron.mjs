// Runs the integration suite in a desktop VS Code, where one can be downloaded.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { run } from '../../scripts/run.mjs';
import { createFixtureProject } from '../e2e/fixture-project.ts';
import { bundleSuite } from './bundle-suite.mjs';

run('node', ['esbuild.config.mjs']);
await bundleSuite();
const temp = mkdtempSync(join(tmpdir(), 'wee-electron-'));
try {
  await runTests({
    extensionDevelopmentPath: [resolve('.'), resolve('test/fixtures/model-extension')],
    extensionTestsPath: resolve('test/out/suite.js'),
    extensionTestsEnv: { WEE_DATA: join(temp, 'wee') },
    launchArgs: [
      createFixtureProject(),
      '--disable-extensions',
      '--disable-workspace-trust',
      `--user-data-dir=${join(temp, 'profile')}`,
    ],
  });
} catch (error) {
  console.error(`The desktop run failed: ${error instanceof Error ? error.message : error}`);
  console.error(
    'It downloads VS Code from update.code.visualstudio.com; without that, npm test runs the same suite in the browser.',
  );
  process.exitCode = 1;
}
