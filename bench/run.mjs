// One benchmark, through the product's own path.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installPackage } from '../scripts/install-package.mjs';
import { readNumber, readOptions } from '../scripts/read-options.mjs';
import { run } from '../scripts/run.mjs';

const benches = {
  compress: './compress.ts',
  ask: './ask/ask.ts',
  cache: './cache.ts',
  context: './context/context.ts',
  activate: './activate.ts',
  files: './files.ts',
  session: './session.ts',
  sim: './sim.ts',
  survival: './survival/survival.ts',
  soak: './soak.ts',
};
const names = Object.keys(benches).join(', ');
const usage = `npm run -s bench -- NAME [--json] [--repo DIR] [--queries FILE.jsonl] [--ablation] [--why]
  [--asks N] [--nodes N] [--users N] [--hours H] [--seed N]
NAME is one of: ${names}.`;
const { values, positionals } = readOptions(usage, {
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    repo: { type: 'string' },
    queries: { type: 'string' },
    ablation: { type: 'boolean' },
    why: { type: 'boolean' },
    asks: { type: 'string' },
    nodes: { type: 'string' },
    users: { type: 'string' },
    hours: { type: 'string' },
    seed: { type: 'string' },
  },
});
/** Benchmarks that run other packages beside WEE. */
const withPeers = new Set(['compress', 'context', 'cache']);
const [name] = positionals;
if (!(name in benches)) {
  console.error(`Which benchmark? One of: ${names}.`);
  process.exit(2);
}
for (const path of [values.repo, values.queries]) {
  if (path === undefined || existsSync(path)) continue;
  console.error(`${path} does not exist.`);
  process.exit(2);
}
for (const count of ['asks', 'nodes', 'users']) readNumber(count, values[count], undefined);
readNumber('hours', values.hours, undefined, 0.01);
readNumber('seed', values.seed, undefined, 0);
if (withPeers.has(name)) installPackage('bench');
run('node', ['esbuild.config.mjs', '--production']);
// Bundled, as the product is: Node takes some 40 MB to strip the types of TypeScript, and no user has it do that.
const bundle = `bench/dist/${name}.mjs`;
// What finds its files from where it stands stays where it is.
const apart = '--external:./scripts/*';
const how = ['--bundle', '--platform=node', '--format=esm', '--packages=external', apart, '--log-level=warning'];
run('esbuild', [join('bench', benches[name]), ...how, `--outfile=${bundle}`]);
const { default: bench } = await import(pathToFileURL(bundle).href);
const figures = await bench(values);
if (values.json) console.log(JSON.stringify(figures));
else console.table(figures);
process.exit(0);
