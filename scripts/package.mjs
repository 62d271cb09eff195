// npm run package [-- --target linux-x64]: a vsix for one platform, without source maps.
import { rmSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { nativeTarget } from '../src/node/native-binding.ts';
import { run } from './run.mjs';

const MAX_BYTES = 3 * 2 ** 20;
const { values } = parseArgs({ options: { target: { type: 'string', default: nativeTarget() } } });
const { target } = values;
const out = `wee-${target}.vsix`;
rmSync('dist', { recursive: true, force: true });
// VS Code calls musl "alpine".
run('node', ['esbuild.config.mjs', '--production'], { env: { WEE_TARGET: target.replace(/^alpine/, 'linuxmusl') } });
run('vsce', [
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  '--target',
  target.replace(/^linuxmusl/, 'alpine'),
  '--out',
  out,
]);
const bytes = statSync(out).size;
console.log(`${out}: ${(bytes / 2 ** 20).toFixed(2)} MB`);
if (bytes > MAX_BYTES) {
  console.error(`That is more than ${MAX_BYTES / 2 ** 20} MB.`);
  process.exit(1);
}
