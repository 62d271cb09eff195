import { execSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Installs what a folder's package-lock.json says, once; ends this process with a remedy where that fails. Runs on an old Node.
 * Only the packages named in `scripted` run their install scripts: others would be compiled, which a fresh machine may be unable to.
 */
export function installPackage(folder, scripted = []) {
  const stamp = join(folder, 'node_modules/.wee-ready');
  const wanted = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error(`Installing dependencies${folder === '.' ? '' : ` of ${folder}`} …`);
  // Not `npm ci`: it refuses a lock file without the optional packages of other platforms that a registry does not have.
  try {
    const options = { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] };
    execSync('npm install --no-save --no-audit --no-fund --ignore-scripts --loglevel=error', options);
    if (scripted.length > 0) execSync(`npm rebuild ${scripted.join(' ')} --loglevel=error`, options);
  } catch {
    console.error(
      'The dependencies could not be installed. Check that the npm registry can be reached, then try again.',
    );
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}
