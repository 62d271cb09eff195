import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A copy of a repository to ask at any commit: no benchmark writes into somebody's checkout, and no branch, tag or reflog shows
 * what came after the commit. A folder without git is copied as it is.
 */
export function copyOf(repo: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'wee-bench-repo-'));
  if (!existsSync(join(repo, '.git'))) {
    cpSync(repo, folder, { recursive: true });
    return folder;
  }
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
  execFileSync('git', ['clone', '-q', '--shared', '--config', 'core.logAllRefUpdates=false', repo, folder]);
  git('checkout', '-q', '--detach');
  git('remote', 'remove', 'origin');
  const refs = git('for-each-ref', '--format=delete %(refname)');
  execFileSync('git', ['update-ref', '--stdin'], { cwd: folder, input: refs });
  return folder;
}

/** Brings the copy to the state in which a question is asked. */
export function checkOut(folder: string, commit: string): void {
  execFileSync('git', ['checkout', '-qf', '--detach', commit], { cwd: folder });
  execFileSync('git', ['clean', '-qfdx'], { cwd: folder });
}
