import { runCli } from './run-cli.ts';

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const major = Number(process.versions.node.split('.')[0]);
if (major < 22) {
  process.stderr.write(`WEE needs Node 22 or newer; this is ${process.version}.\n`);
  process.stderr.write('Install it from https://nodejs.org, or put node@24 from npm first on the PATH.\n');
  process.exit(1);
}

// The engine's timers keep no process alive: between two attempts at a model there may be nothing else.
setInterval(() => {}, 2 ** 30);

runCli(process.argv.slice(2)).then(
  // What is still on its way to a slow reader is not cut off: exit comes behind the last write.
  (code) => process.stdout.write('', () => process.exit(code)),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
