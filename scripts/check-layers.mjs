// Holds the floors of ARCHITECTURE.md: what may import what, without circles, where time and chance may come from, how big a file may be.
import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

/** Folder → what it may import, as folders or files of src/. The first folder that matches a file is its room. */
const ROOMS = [
  ['extension.ts', ['vscode/']],
  ['contributes/', ['contributes/', 'engine/agents/', 'engine/domain/']],
  [
    'vscode/',
    ['vscode/', 'node/', 'engine/', 'contributes/', 'dashboard/panel/protocol.ts', 'dashboard/tab/protocol.ts'],
  ],
  ['cli/', ['cli/', 'node/', 'engine/', 'dashboard/tab/protocol.ts', '../package.json']],
  ['worker/', ['worker/', 'node/', 'engine/']],
  ['dashboard/', ['dashboard/', 'engine/domain/']],
  ['node/', ['node/', 'worker/protocol.ts', 'dashboard/tab/protocol.ts', 'engine/']],
  ['engine/coordinator/', ['engine/']],
  ['engine/agents/', ['engine/agents/', 'engine/base']],
  ['engine/context/', ['engine/context/', 'engine/storage/', 'engine/base']],
  ['engine/cache/', ['engine/cache/', 'engine/storage/', 'engine/base']],
  ['engine/routing/', ['engine/routing/', 'engine/base']],
  ['engine/backends/local-analyst/', ['engine/backends/local-analyst/', 'engine/base']],
  ['engine/backends/openai/', ['engine/backends/openai/', 'engine/base']],
  ['engine/backends/embeddings/', ['engine/backends/embeddings/', 'engine/base']],
  ['engine/telemetry/', ['engine/telemetry/', 'engine/base']],
  ['engine/storage/', ['engine/storage/', 'engine/base']],
  ['engine/', ['engine/base']],
];
/** The ground floor: words, ports, texts by their lines, errors, bounds. */
const BASE = ['engine/domain/', 'engine/ports/', 'engine/text/', 'engine/errors.ts', 'engine/limits.ts'];
/** What gives time or chance. `new Date(ms)` is a calculation and may stay. */
const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate', 'performance']);
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
  if (file.startsWith('engine/')) {
    for (const name of clocksOf(file, text)) faults.push(`${file} uses ${name} instead of a port`);
  }
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_BYTES) faults.push(`${file} has ${bytes} bytes, more than ${MAX_BYTES}`);
  return faults;
}

/** Files that import one another in a circle, types included: for each import that closes one, the files from the imported one on. */
export function circlesOf(texts) {
  const circles = [];
  const done = new Set();
  const visit = (file, way) => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file]);
    if (done.has(file) || !texts.has(file)) return;
    done.add(file);
    for (const specifier of importsOf(file, texts.get(file)))
      if (specifier.startsWith('.')) visit(posix.join(posix.dirname(file), specifier), [...way, file]);
  };
  for (const file of texts.keys()) visit(file, []);
  return circles;
}

/** Specifiers of static, re-exporting, type-only and dynamic imports, and of `import('…')` types. */
function importsOf(file, text) {
  const found = [];
  new Visitor({
    ImportDeclaration: (node) => found.push(node.source.value),
    ExportNamedDeclaration: (node) => found.push(node.source?.value),
    ExportAllDeclaration: (node) => found.push(node.source.value),
    ImportExpression: (node) => found.push(node.source.value),
    TSImportType: (node) => found.push((node.source ?? node.argument?.literal)?.value),
  }).visit(parseSync(file, text).program);
  return found.filter((specifier) => typeof specifier === 'string');
}

/** Uses of the machine's own time and chance. */
function clocksOf(file, text) {
  const found = [];
  const isDate = (node) => node?.type === 'Identifier' && node.name === 'Date';
  new Visitor({
    NewExpression: (node) => isDate(node.callee) && node.arguments.length === 0 && found.push('new Date()'),
    CallExpression: (node) => isDate(node.callee) && found.push('Date()'),
    MemberExpression(node) {
      if (isDate(node.object) && node.property.name === 'now') found.push('Date.now');
      if (node.object.name === 'Math' && node.property.name === 'random') found.push('Math.random');
    },
    VariableDeclarator: (node) => isDate(node.init) && found.push('Date'),
    Identifier: (node) => TIMERS.has(node.name) && found.push(node.name),
  }).visit(parseSync(file, text).program);
  return found;
}

if (import.meta.main) {
  const files = globSync('src/**/*.{ts,tsx}').map((path) => path.replaceAll('\\', '/').slice('src/'.length));
  const texts = new Map(files.map((file) => [file, readFileSync(`src/${file}`, 'utf8')]));
  const faults = files.flatMap((file) => faultsOf(file, texts.get(file)));
  for (const circle of circlesOf(texts)) faults.push(`${circle.join(' imports ')}, a circle`);
  for (const test of globSync('test/**/*.ts', { exclude: (path) => path.includes('node_modules') })) {
    if (/\b(describe|it)\.(only|skip)\(/.test(readFileSync(test, 'utf8'))) faults.push(`${test} leaves tests out`);
  }
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
