// A vsix for one platform, without source maps.
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { nativeTarget } from '../src/node/native-binding.ts';
import { readOptions } from './read-options.mjs';
import { run } from './run.mjs';

/** What the vsix may weigh besides the grammars, and what those may. */
const MAX_BYTES = 3 * 2 ** 20;
const MAX_GRAMMAR_BYTES = 2 * 2 ** 20;
const { values } = readOptions('npm run package [-- --target linux-x64]', {
  options: { target: { type: 'string', default: nativeTarget() } },
});
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
const megabytes = (/** @type {number} */ bytes) => `${(bytes / 2 ** 20).toFixed(2)} MB`;
const grammars = readdirSync('dist/grammars').reduce(
  (sum, file) => sum + deflateRawSync(readFileSync(`dist/grammars/${file}`)).length,
  0,
);
const rest = statSync(out).size - grammars;
console.log(`${out}: ${megabytes(rest + grammars)}, of which ${megabytes(grammars)} are grammars`);
if (rest > MAX_BYTES || grammars > MAX_GRAMMAR_BYTES) {
  console.error(`More than ${megabytes(MAX_BYTES)} and ${megabytes(MAX_GRAMMAR_BYTES)} of grammars.`);
  process.exit(1);
}
