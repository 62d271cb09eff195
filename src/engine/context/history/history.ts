import type { Change } from '../../domain/context.ts';
import { limits } from '../../limits.ts';
import { redact } from '../redact/redact.ts';
import type { RunGit } from './run-git.ts';

/** The last commits, read once and again when HEAD moves. */
export class History {
  readonly #git: RunGit;
  #head = '';
  #commits: readonly Change[] = [];
  #churn = new Map<string, number>();

  constructor(git: RunGit) {
    this.#git = git;
  }

  /** Reads the log again if HEAD moved. Only history that leads to HEAD is read. */
  async refresh(): Promise<void> {
    const head = (await this.#git(['rev-parse', 'HEAD'])) ?? '';
    if (head === this.#head) return;
    const log = await this.#git([
      'log',
      '-n',
      String(limits.commits),
      '--no-merges',
      '--name-only',
      '--relative',
      '-z',
      '--format=%x01%h%x02%cs%x02%s%x03',
    ]);
    this.#head = head;
    this.#commits = parseLog(log ?? '');
    this.#churn = new Map();
    for (const path of this.#commits.flatMap((commit) => commit.paths)) {
      this.#churn.set(path, (this.#churn.get(path) ?? 0) + 1);
    }
  }

  changes(paths: readonly string[] | undefined, limit: number): readonly Change[] {
    if (paths === undefined) return this.#commits.slice(0, limit);
    const wanted = new Set(paths);
    return this.#commits
      .map((commit) => ({ ...commit, paths: commit.paths.filter((path) => wanted.has(path)) }))
      .filter((commit) => commit.paths.length > 0)
      .slice(0, limit);
  }

  churn(path: string): number {
    return this.#churn.get(path) ?? 0;
  }
}

function parseLog(log: string): Change[] {
  return log
    .split('\u0001')
    .slice(1)
    .map((entry) => {
      const [head = '', names = ''] = entry.split('\u0003');
      const [commit = '', day = '', subject = ''] = head.split('\u0002');
      const paths = names
        .split('\0')
        .map((name) => name.replace(/^\n/, ''))
        .filter((name) => name !== '');
      return { commit, day, subject: redact(subject).text.slice(0, 160), paths };
    });
}
