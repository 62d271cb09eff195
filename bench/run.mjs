// npm run -s bench -- NAME [--json] [--repo DIR] [--queries FILE.jsonl]: one benchmark, through the product's own path.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { installPackage } from '../scripts/install-package.mjs';
import { run } from '../scripts/run.mjs';

const { values, positionals } = parseArgs({
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
/** Benchmarks that run other packages beside WEE. */
const withPeers = new Set(['compress', 'context', 'cache']);
const [name] = positionals;
if (!(name in benches)) {
  console.error(`Which benchmark? One of: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
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
