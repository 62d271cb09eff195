// npm test [-- unit|integration|e2e]: every test, or those of one kind. Its last line is `N passed, N failed`.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { endGroup, installHost } from './host.mjs';
import { needApt, run } from './run.mjs';

/** ms until a phase counts as hung. */
const PHASE_MS = 12 * 60_000;
/** ms that a phase has to end by itself after that. */
const GRACE_MS = 60_000;
const mocha = ['mocha', '--no-config', '--forbid-only', '--timeout', '60000'];
/** Each phase as a command whose output ends as mocha's spec reporter does. */
const phases = {
  unit: [...mocha, 'test/unit/**/*.test.ts'],
  integration: ['node', 'test/runners/integration.mjs'],
  'integration-several-folders': ['node', 'test/runners/integration.mjs', 'several-folders'],
  e2e: [...mocha, 'test/e2e/**/*.e2e.ts'],
};

const only = process.argv[2];
const wanted = Object.keys(phases).filter((name) => only === undefined || name === only || name.startsWith(`${only}-`));
if (wanted.length === 0) {
  console.error(`There is no phase “${only}”. One of: ${Object.keys(phases).join(', ')}.`);
  process.exit(2);
}
run('node', ['esbuild.config.mjs']);
if (wanted.some((name) => name !== 'unit')) {
  needApt({ chromium: 'chromium', git: 'git', 'fc-list': 'fontconfig' });
  installHost();
}
mkdirSync('test/out/screenshots', { recursive: true });

let passed = 0;
let failed = 0;
/** What each phase said of its failures, told once more at the end: a long log is often cut in its middle. */
const reports = [];
for (const name of wanted) {
  console.log(`\n== ${name}`);
  const result = await runPhase(phases[name]);
  passed += result.passed;
  failed += result.failed;
  if (result.failed > 0) reports.push(`\n== failed in ${name}\n${result.report}`);
}
for (const report of reports) console.log(report);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** Runs one phase; a run that dies, hangs or tests nothing counts as one failure. */
function runPhase([command, ...args]) {
  return new Promise((done) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
    let output = '';
    child.stdout.on('data', (part) => {
      process.stdout.write(part);
      output = (output + part).slice(-100_000);
    });
    // Ended gently, so that mocha and the runner end the editors and browsers that they started.
    const end = () => endGroup(child, 'SIGINT');
    const timer = setTimeout(end, PHASE_MS);
    const last = setTimeout(() => endGroup(child, 'SIGKILL'), PHASE_MS + GRACE_MS);
    const interrupted = () => {
      end();
      process.exit(130);
    };
    process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
    child.on('close', (code) => {
      clearTimeout(timer);
      clearTimeout(last);
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
      const count = (word) =>
        Number(new RegExp(`(\\d+) ${word}`).exec(output.slice(output.search(/\d+ passing/)))?.[1] ?? 0);
      const known = count('failing');
      const none = count('passing') === 0;
      const report = known > 0 ? output.slice(output.search(/\d+ failing/)) : output.slice(-2_000);
      done({ passed: count('passing'), failed: code === 0 && !none ? known : Math.max(1, known), report });
    });
  });
}
