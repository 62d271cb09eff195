// Pauses the index at once, lets the editor settle, measures the longest blocks of the host's event loop with WEE idle, then has
// the whole workspace indexed and measures again, with a profile of who was at work. Writes PROBE_OUT when done.
const { renameSync, writeFileSync } = require('node:fs');
const { Session } = require('node:inspector/promises');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { setTimeout } = require('node:timers/promises');
const vscode = require('vscode');

/** µs between two samples. */
const SAMPLE_US = 200;
const { PROBE_OUT, PROBE_SETTLE_MS, PROBE_WATCH_MS } = process.env;

exports.activate = () => {
  void measure();
};

async function measure() {
  await vscode.commands.executeCommand('wee.pauseIndexing');
  await setTimeout(Number(PROBE_SETTLE_MS));
  const idle = await longestBlock(async () => {});
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_US });
  await session.post('Profiler.start');
  const indexing = await longestBlock(() => vscode.commands.executeCommand('wee.resumeIndexing'));
  const { profile } = await session.post('Profiler.stop');
  writeFileSync(`${PROBE_OUT}.part`, JSON.stringify({ idle, indexing, profile }));
  renameSync(`${PROBE_OUT}.part`, PROBE_OUT);
}

/** The longest block while `work` and what follows from it run, ms. */
async function longestBlock(work) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  await setTimeout(Number(PROBE_WATCH_MS));
  delay.disable();
  return delay.max / 1e6;
}
