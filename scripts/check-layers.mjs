// Holds the floors of ARCHITECTURE.md: what may import what, where time and chance may come from, how big a file may be.
import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parseSync } from 'oxc-parser';

/** Folder → what it may import, as folders or files of src/. The first folder that matches a file is its room. */
const ROOMS = [
  ['extension.ts', ['vscode/']],
  ['contributes.ts', ['engine/agents/', 'engine/domain/']],
  ['vscode/', ['vscode/', 'node/', 'engine/', 'contributes.ts', 'dashboard/protocol.ts']],
  ['cli/', ['cli/', 'node/', 'engine/', '../package.json']],
  ['worker/', ['worker/', 'node/', 'engine/']],
  ['dashboard/', ['dashboard/', 'engine/domain/']],
  ['node/', ['node/', 'worker/protocol.ts', 'engine/']],
  ['engine/coordinator/', ['engine/']],
  ['engine/agents/', ['engine/agents/', 'engine/base']],
  ['engine/context/', ['engine/context/', 'engine/storage/', 'engine/base']],
  ['engine/cache/', ['engine/cache/', 'engine/storage/', 'engine/base']],
  ['engine/routing/', ['engine/routing/', 'engine/base']],
  ['engine/backends/local-analyst/', ['engine/backends/local-analyst/', 'engine/base']],
  ['engine/backends/openai/', ['engine/backends/openai/', 'engine/base']],
  ['engine/telemetry/', ['engine/telemetry/', 'engine/base']],
  ['engine/storage/', ['engine/storage/', 'engine/base']],
  ['engine/', ['engine/base']],
];
/** The ground floor: words, ports, errors, bounds. */
const BASE = ['engine/domain/', 'engine/ports/', 'engine/errors.ts', 'engine/limits.ts'];
const CLOCK = /\b(Date\.now|new Date\(\)|setTimeout|setInterval|setImmediate|Math\.random|performance\.now)\b/;
const MAX_BYTES = 20 * 1024;

/** Everything wrong with one file of src/. */
export function faultsOf(file, text) {
  const room = ROOMS.find(([place]) => file.startsWith(place));
  if (room === undefined) return [`${file} is in no room that ARCHITECTURE.md knows`];
  const allowed = room[1].flatMap((place) => (place === 'engine/base' ? BASE : [place]));
  const faults = [];
  for (const specifier of importsOf(file, text)) {
    if (specifier === 'vscode' && file !== 'extension.ts' && !file.startsWith('vscode/'))
      faults.push(`${file} imports vscode`);
    if (!specifier.startsWith('.')) continue;
    const target = posix.normalize(posix.join(posix.dirname(file), specifier));
    if (!allowed.some((place) => target.startsWith(place))) faults.push(`${file} may not import ${target}`);
  }
  const clock = file.startsWith('engine/') ? CLOCK.exec(text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, ''))?.[0] : undefined;
  if (clock !== undefined) faults.push(`${file} uses ${clock} instead of a port`);
  if (text.length > MAX_BYTES) faults.push(`${file} has ${text.length} bytes, more than ${MAX_BYTES}`);
  return faults;
}

/** Specifiers of static, re-exporting, type-only and dynamic imports. */
function importsOf(file, text) {
  const { module } = parseSync(file, text);
  const literal = ({ start, end }) => /^['"](.*)['"]$/.exec(text.slice(start, end))?.[1];
  return [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) => one.entries.map((entry) => entry.moduleRequest?.value)),
    ...module.dynamicImports.map((one) => literal(one.moduleRequest)),
  ].filter((specifier) => specifier !== undefined);
}

if (import.meta.main) {
  const files = globSync('src/**/*.{ts,tsx}').map((path) => path.replaceAll('\\', '/').slice('src/'.length));
  const faults = files.flatMap((file) => faultsOf(file, readFileSync(`src/${file}`, 'utf8')));
  for (const test of globSync('test/**/*.ts', { exclude: (path) => path.includes('node_modules') })) {
    if (/\b(describe|it)\.(only|skip)\(/.test(readFileSync(test, 'utf8'))) faults.push(`${test} leaves tests out`);
  }
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
