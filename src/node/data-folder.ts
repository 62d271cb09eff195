import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';

/** Where a workspace's databases live: the same for both doors, so that they share answers. `WEE_DATA` overrides the root. */
export function dataFolder(folder: string, env: NodeJS.ProcessEnv = process.env): string {
  const real = realPath(folder);
  const hash = createHash('sha256').update(real).digest('hex').slice(0, 12);
  const name = basename(real)
    .replace(/[^\w.-]/g, '_')
    .slice(0, 40);
  return join(dataRoot(env), `${name}-${hash}`);
}

/** Where the folders of all workspaces live, and what belongs to none of them. */
export function dataRoot(env: NodeJS.ProcessEnv = process.env): string {
  if (env.WEE_DATA) return env.WEE_DATA;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'wee');
  if (process.platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'wee');
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'wee');
}

function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
