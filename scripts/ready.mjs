// Makes a checkout ready for any command: installs what package-lock.json says, once. Runs on an old system Node.
import { execSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const stamp = 'node_modules/.wee-ready';
const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  console.error('Installing dependencies …');
  // Not `npm ci`: it refuses a lock file without the optional packages of other platforms that a registry does not have.
  try {
    execSync('npm install --no-save --no-audit --no-fund --loglevel=error', {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  } catch {
    console.error(
      'The dependencies could not be installed. Check that the npm registry can be reached, then try again.',
    );
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}
