// Pauses the index at once, lets the editor settle, measures the longest blocks of the host's event loop with WEE idle, then has
// the whole workspace indexed and measures again. Writes PROBE_OUT when done.
const { writeFileSync } = require('node:fs');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { setTimeout } = require('node:timers/promises');
const vscode = require('vscode');

const { PROBE_OUT, PROBE_SETTLE_MS, PROBE_WATCH_MS } = process.env;

exports.activate = () => {
  void measure();
};

async function measure() {
  await vscode.commands.executeCommand('wee.pauseIndexing');
  await setTimeout(Number(PROBE_SETTLE_MS));
  const idle = await longestBlock(async () => {});
  const indexing = await longestBlock(() => vscode.commands.executeCommand('wee.resumeIndexing'));
  writeFileSync(PROBE_OUT, JSON.stringify({ idle, indexing }));
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
