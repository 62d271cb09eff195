import { spawn } from 'node:child_process';
import { limits } from '../../limits.ts';
import type { Clock } from '../../ports/clock.ts';
import { giveWay } from '../give-way.ts';

/** Runs git in the workspace folder; its output, or `undefined` when there is no git, no repository, a failure or a time-out. */
export type RunGit = (args: readonly string[]) => Promise<string | undefined>;

/** No git process is started in an untrusted workspace: its configuration may name programs. */
export const noGit: RunGit = async () => undefined;

/** Git that reads only: takes no lock, runs no hook, asks nothing, gives way to the editor. */
export function createRunGit(folder: string, clock: Clock): RunGit {
  const safe = [
    '--no-optional-locks',
    '-c',
    'core.fsmonitor=false',
    '-c',
    'core.hooksPath=/dev/null',
    '-c',
    'core.quotePath=false',
  ];
  return (args) =>
    new Promise((resolve) => {
      // Started from a git hook, the editor inherits the place of another repository.
      const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...inherited } = process.env;
      // A partial clone would fetch what it lacks: no protocol is allowed.
      const env = { ...inherited, GIT_TERMINAL_PROMPT: '0', GIT_ALLOW_PROTOCOL: 'none' };
      const child = spawn('git', [...safe, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'ignore'] });
      giveWay(child.pid);
      // Joined as texts: one buffer of megabytes, once freed, has the allocator keep that much for ever.
      const parts: string[] = [];
      let bytes = 0;
      child.stdout.setEncoding('utf8');
      const timer = clock.after(limits.gitMs, () => child.kill('SIGKILL'));
      child.stdout.on('data', (part: string) => {
        bytes += part.length;
        if (bytes > limits.gitBytes) child.kill('SIGKILL');
        else parts.push(part);
      });
      child.on('error', () => {
        timer.dispose();
        resolve(undefined);
      });
      child.on('close', (code) => {
        timer.dispose();
        resolve(code === 0 ? parts.join('') : undefined);
      });
    });
}
