import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';

/** For benchmarks: writes the longest block of the extension host's event loop to the log, every second. */
export function measureBlocks(log: vscode.LogOutputChannel): vscode.Disposable {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const timer = setInterval(() => {
    log.info(`longest block ${(delay.max / 1e6).toFixed(1)} ms`);
    delay.reset();
  }, 1_000);
  return new vscode.Disposable(() => {
    clearInterval(timer);
    delay.disable();
  });
}
