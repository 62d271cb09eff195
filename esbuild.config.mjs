// Builds every bundle from one set of options and fails when one outgrows its budget.
// node esbuild.config.mjs [--watch] [--production]
import { chmodSync, cpSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { build, context } from 'esbuild';
import { packVocabulary } from './scripts/pack-vocabulary.mjs';
import { grammars } from './src/engine/context/code/grammars/registry.ts';
import { nativeTarget } from './src/node/native-binding.ts';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const target = process.env.WEE_TARGET ?? nativeTarget();

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  minify: true,
  sourcemap: production ? false : 'linked',
  logLevel: 'info',
  outdir: 'dist',
  legalComments: 'none',
};
/** @type {import('esbuild').BuildOptions} */
const node = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  // Quotes of texts for people as they are: escaped they would take twice as much.
  charset: 'utf8',
  external: ['vscode'],
  // A bundle has no import.meta; its own path stands for it.
  define: { 'import.meta.url': 'importMetaUrl', 'import.meta.dirname': '__dirname' },
  banner: { js: "const importMetaUrl=require('node:url').pathToFileURL(__filename).href;" },
};

/** What the start of a door does not need is a bundle of its own, loaded at its first use: a database, an endpoint, an agent's file. */
const apart = {
  name: 'apart',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /^(openai|yaml|better-sqlite3|xxhash-wasm)$/ }, ({ path }) => ({
      path: `./${path}.js`,
      external: true,
    }));
    build.onResolve({ filter: /^\.\/serve\.ts$/ }, () => ({ path: './serve.js', external: true }));
  },
};
/** Parts of better-sqlite3 that WEE never calls. */
const leftOut = {
  name: 'left-out',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onLoad(
      { filter: /better-sqlite3[\\/]lib[\\/]methods[\\/](table|backup|aggregate|function|serialize|explain)\.js$/ },
      () => ({
        contents: "module.exports = () => { throw new Error('This is left out of the bundle.'); };",
      }),
    );
  },
};
/** @type {import('esbuild').BuildOptions} */
const door = { ...node, plugins: [apart], supported: { 'dynamic-import': false } };

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  { ...door, entryPoints: { extension: 'src/extension.ts' } },
  { ...door, entryPoints: { cli: 'src/cli/main.ts' }, banner: { js: `#!/usr/bin/env node\n${node.banner?.js}` } },
  { ...door, entryPoints: { worker: 'src/worker/main.ts', serve: 'src/worker/serve.ts' } },
  { ...node, plugins: [apart], entryPoints: { parser: 'src/worker/parser/main.ts' } },
  {
    ...node,
    plugins: [leftOut],
    entryPoints: {
      openai: 'openai',
      yaml: 'yaml',
      'better-sqlite3': 'better-sqlite3',
      // Its build for `require`, so that its export is the same in a bundle as in a checkout.
      'xxhash-wasm': 'node_modules/xxhash-wasm/cjs/xxhash-wasm.cjs',
    },
  },
  {
    ...shared,
    entryPoints: {
      dashboard: 'src/dashboard/panel/main.tsx',
      tab: 'src/dashboard/tab/main.tsx',
      browser: 'src/dashboard/browser/main.ts',
    },
    format: 'iife',
    target: 'es2024',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  },
];

/** KB. */
const budgets = {
  'extension.js': 300,
  'cli.js': 300,
  'worker.js': 40,
  'serve.js': 400,
  'parser.js': 200,
  'openai.js': 450,
  'yaml.js': 120,
  'better-sqlite3.js': 10,
  'xxhash-wasm.js': 15,
  'dashboard.js': 110,
  'dashboard.css': 10,
  'tab.js': 115,
  'tab.css': 10,
  'browser.js': 5,
  'browser.css': 5,
};

mkdirSync('dist', { recursive: true });
writeFileSync('dist/package.json', '{ "type": "commonjs" }\n');
cpSync(`node_modules/better-sqlite3/prebuilds/${target}.node`, `dist/better_sqlite3.${target}.node`);
packVocabulary('dist/o200k.bin');
const wasm = 'node_modules/@vscode/tree-sitter-wasm/wasm';
mkdirSync('dist/grammars', { recursive: true });
cpSync(`${wasm}/tree-sitter.wasm`, 'dist/grammars/tree-sitter.wasm');
for (const file of new Set(Object.values(grammars).map((grammar) => `tree-sitter-${grammar.file}.wasm`))) {
  cpSync(`${wasm}/${file}`, `dist/grammars/${file}`);
}

if (watch) {
  for (const options of bundles) await (await context(options)).watch();
} else {
  await Promise.all(bundles.map((options) => build(options)));
  chmodSync('dist/cli.js', 0o755);
  const fat = Object.entries(budgets).filter(([name, kilobytes]) => statSync(`dist/${name}`).size > kilobytes * 1024);
  for (const [name, kilobytes] of fat) {
    console.error(
      `dist/${name} is ${Math.ceil(statSync(`dist/${name}`).size / 1024)} KB; its budget is ${kilobytes} KB.`,
    );
  }
  if (fat.length > 0) process.exit(1);
}
