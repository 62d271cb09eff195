import { mkdirSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

/** Bundles the integration suite for the extension host; returns nothing, writes test/out/suite.js. */
export async function bundleSuite() {
  mkdirSync('test/out', { recursive: true });
  writeFileSync('test/out/package.json', '{ "type": "commonjs" }\n');
  await build({
    entryPoints: { suite: 'test/integration/main.ts' },
    outdir: 'test/out',
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha'],
    logLevel: 'error',
  });
}
