// Opens WEE in a real VS Code on a folder.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort, installHost, startServer } from './host.mjs';
import { readOptions } from './read-options.mjs';
import { has, run } from './run.mjs';

const { values } = readOptions('npm start [-- --folder DIR] [--port N]', {
  options: { folder: { type: 'string' }, port: { type: 'string' } },
});
const folder = resolve(process.env.INIT_CWD ?? '.', values.folder ?? '.');
if (!existsSync(folder)) {
  console.error(`--folder: ${folder} does not exist.`);
  process.exit(2);
}
if (values.port !== undefined && !/^\d{1,5}$/.test(values.port)) {
  console.error(`--port: “${values.port}” is not a port.`);
  process.exit(2);
}
run('node', ['esbuild.config.mjs']);
if (has('code')) {
  console.log(`Opening VS Code on ${folder}`);
  process.exit(
    spawnSync('code', [`--extensionDevelopmentPath=${process.cwd()}`, folder], { stdio: 'inherit' }).status ?? 1,
  );
}
installHost();
const port = values.port === undefined ? await freePort() : Number(values.port);
const { url, ended } = await startServer({
  profile: join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'wee', 'browser'),
  port,
});
console.log(`\nWEE is open in VS Code at:\n\n  ${url(folder)}\n\nCtrl-C ends it.`);
process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));
await ended;
