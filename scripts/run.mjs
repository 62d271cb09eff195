import { spawnSync } from 'node:child_process';

/** Runs a command to its end, its output shown; ends this process with a remedy when it fails. */
export function run(command, args, { cwd, env, remedy = '' } = {}) {
  const { status, error } = spawnSync(command, args, { cwd, env: { ...process.env, ...env }, stdio: 'inherit' });
  if (error === undefined && status === 0) return;
  console.error(`${command} ${args.join(' ')} failed${error === undefined ? '' : `: ${error.message}`}. ${remedy}`);
  process.exit(1);
}

/** Whether a command is on the PATH. */
export function has(command) {
  return spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
}

/** Installs Debian packages for commands that are missing; says which when this user may not. */
export function needApt(commands) {
  const missing = Object.entries(commands)
    .filter(([command]) => !has(command))
    .map(([, name]) => name);
  if (missing.length === 0) return;
  const remedy = `Install them by hand: apt-get install ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || !has('apt-get')) {
    console.error(`Missing on this machine: ${missing.join(', ')}. ${remedy}`);
    process.exit(1);
  }
  run('apt-get', ['update', '-qq'], { remedy });
  run('apt-get', ['install', '-y', '-qq', ...missing], { env: { DEBIAN_FRONTEND: 'noninteractive' }, remedy });
}
