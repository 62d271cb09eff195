import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { RunGit } from '../history/run-git.ts';

/** Notices that another commit was checked out or made, for the price of two stats. */
export class HeadWatch {
  readonly #git: RunGit;
  #place: string | undefined;
  #seen = '';

  constructor(git: RunGit) {
    this.#git = git;
  }

  /** Looks up where git keeps HEAD: elsewhere for worktrees, submodules and folders within a repository. */
  async find(): Promise<void> {
    this.#place = (await this.#git(['rev-parse', '--absolute-git-dir']))?.trim();
    this.moved();
  }

  /** Absolute path of git's own folder; `undefined` without git. */
  get place(): string | undefined {
    return this.#place;
  }

  /** Whether HEAD moved since the last call. */
  moved(): boolean {
    if (this.#place === undefined) return false;
    const now = ['HEAD', join('logs', 'HEAD')].map((name) => stampOf(join(this.#place ?? '', name))).join(' ');
    if (now === this.#seen) return false;
    this.#seen = now;
    return true;
  }
}

function stampOf(path: string): string {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.ino}:${stat.mtimeMs}:${stat.size}`;
}
