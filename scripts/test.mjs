// npm test [-- unit|e2e]: every test, or those of one kind. Its last line is `N passed, N failed`.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { installHost } from './host.mjs';
import { needApt, run } from './run.mjs';

/** ms until a phase counts as hung. */
const PHASE_MS = 12 * 60_000;
const phases = {
  unit: ['test/unit/**/*.test.ts', 'test/contract/**/*.test.ts'],
  e2e: ['test/e2e/**/*.e2e.ts'],
};

const only = process.argv[2];
const wanted = Object.keys(phases).filter((name) => only === undefined || name === only);
run('node', ['esbuild.config.mjs']);
if (wanted.includes('e2e')) {
  needApt({ chromium: 'chromium', git: 'git', 'fc-list': 'fontconfig' });
  installHost();
}
mkdirSync('test/out/screenshots', { recursive: true });

let passed = 0;
let failed = 0;
for (const name of wanted) {
  console.log(`\n== ${name}`);
  const result = await mocha(phases[name]);
  passed += result.passed;
  failed += result.failed;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** Runs one phase; a run that dies or hangs counts as one failure. */
function mocha(specs) {
  return new Promise((done) => {
    const child = spawn('mocha', ['--no-config', '--forbid-only', '--timeout', '10000', ...specs], {
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    let output = '';
    child.stdout.on('data', (part) => {
      process.stdout.write(part);
      output = (output + part).slice(-100_000);
    });
    const timer = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), PHASE_MS);
    child.on('close', (code) => {
      clearTimeout(timer);
      const count = (word) =>
        Number(new RegExp(`(\\d+) ${word}`).exec(output.slice(output.search(/\d+ passing/)))?.[1] ?? 0);
      const known = count('failing');
      done({ passed: count('passing'), failed: code === 0 ? known : Math.max(1, known) });
    });
  });
}
