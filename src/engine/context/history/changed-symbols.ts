import type { Change } from '../../domain/context/context.ts';
import { limits } from '../../limits.ts';
import type { Clock } from '../../ports/clock.ts';
import { languageOf } from '../classify/language-of.ts';
import type { CodeReader } from '../code/code-parser.ts';
import type { ChangedTable, CommitFile } from '../index/changed-table.ts';
import { waitAtMost } from '../wait-at-most.ts';
import type { Past } from './history.ts';
import type { Commit } from './read-log.ts';
import { type FilePatch, readPatch } from './read-patch.ts';
import { symbolsAt } from './symbols-at.ts';

type Shown = Pick<Change, 'commit' | 'paths'>;

export interface ChangedSymbolsOptions {
  readonly pasts: readonly Past[];
  readonly table: ChangedTable;
  readonly reader: CodeReader;
  readonly clock: Clock;
}

/** Commits that git is asked about at once. */
const BATCH = 12;
/** New commits that are read at once; more of them, as after a switch of branches, are read in the background. */
const FEW = 20;
/** Files of a commit that are looked into; a commit that touched more says little about each of them. */
const MOST_FILES = 40;
/** What `git show` must not take from a user's settings, and whole files around what changed. */
const SHOW = [
  'show',
  '--format=%x01%h',
  '-U1000000',
  '--relative',
  '--no-renames',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--src-prefix=a/',
  '--dst-prefix=b/',
];

/**
 * Which definitions a commit changed in a file: the file is parsed as the commit left it. That never changes again, so that it is read
 * once and kept with the index. The last commits are read in the background; until that is done, the first questions wait for those
 * that they show. After a switch of branches none waits: names are told again when all are known, so that a context does not change
 * with each of them.
 */
export class ChangedSymbols {
  readonly #options: ChangedSymbolsOptions;
  /** What git could not tell: not asked again. */
  readonly #given = new Set<string>();
  /** The newest commit with which all were known. */
  #newest: string | undefined;
  /** The last commits were read ahead once. */
  #ahead = false;

  constructor(options: ChangedSymbolsOptions) {
    this.#options = options;
  }

  /** Changes with the names of what they changed, where those are known; `wait`: they are read now, in any case. */
  async tell(changes: readonly Change[], commits: readonly Commit[], wait: boolean): Promise<readonly Change[]> {
    const waits = wait || !this.#ahead;
    if (!waits && this.#newest === undefined) return changes;
    const recent = new Set(commits.slice(0, limits.changedCommits).map(({ commit }) => commit));
    const told = changes.filter(({ commit }) => recent.has(commit));
    if (waits) await waitAtMost(this.#options.clock, limits.changedMs, this.#read(this.#missing(told)));
    return changes.map((change) => {
      if (!recent.has(change.commit)) return change;
      const symbols = change.paths.flatMap((path) => {
        const names = this.#options.table.get({ commit: change.commit, path }) ?? [];
        return names.length === 0 ? [] : [{ path, names }];
      });
      return symbols.length === 0 ? change : { ...change, symbols };
    });
  }

  /** Takes in what was committed since: a few commits at once, of more nothing is told until `readAhead` was through. */
  async follow(commits: readonly Commit[], isShown: (path: string) => boolean): Promise<void> {
    const [first] = commits;
    if (this.#newest === undefined || first === undefined || first.commit === this.#newest) return;
    const at = commits.slice(0, FEW + 1).findIndex(({ commit }) => commit === this.#newest);
    this.#newest = at < 0 ? undefined : first.commit;
    const fresh = shownOf(commits.slice(0, Math.max(0, at)), isShown);
    await waitAtMost(this.#options.clock, limits.changedMs, this.#read(this.#missing(fresh)));
  }

  /** Reads what questions may show of the last commits, as long as `goOn` says so. */
  async readAhead(
    commits: readonly Commit[],
    isShown: (path: string) => boolean,
    goOn: () => Promise<boolean>,
  ): Promise<void> {
    const missing = this.#missing(shownOf(commits.slice(0, limits.changedCommits), isShown));
    const hashes = [...new Set(missing.map(({ commit }) => commit))];
    for (let at = 0; at < hashes.length; at += BATCH) {
      const batch = new Set(hashes.slice(at, at + BATCH));
      await this.#read(
        missing.filter(({ commit }) => batch.has(commit)),
        goOn,
      );
      if (!(await goOn())) return;
    }
    if (hashes.length > BATCH) this.#options.reader.rest();
    this.#newest = commits[0]?.commit;
    this.#ahead = true;
  }

  #missing(changes: readonly Shown[]): CommitFile[] {
    return changes
      .flatMap(({ commit, paths }) => paths.slice(0, MOST_FILES).map((path) => ({ commit, path })))
      .filter((one) => !this.#given.has(keyOf(one)) && this.#options.table.get(one) === undefined);
  }

  /** Every one of these is known afterwards, or given up. */
  async #read(wanted: readonly CommitFile[], goOn?: () => Promise<boolean>): Promise<void> {
    const { pasts, table } = this.#options;
    for (const { git, prefix } of pasts) {
      const mine = wanted.filter(({ path }) => pastOf(pasts, path)?.prefix === prefix);
      if (mine.length === 0) continue;
      const commits = [...new Set(mine.map(({ commit }) => commit))];
      const paths = [...new Set(mine.map(({ path }) => path.slice(prefix.length)))];
      const patch = await git([...SHOW, ...commits, '--', ...paths.map((path) => `:(literal)${path}`)]);
      if (patch === undefined) {
        for (const one of mine) this.#given.add(keyOf(one));
        continue;
      }
      const patches = new Map(readPatch(patch).map((one) => [keyOf({ ...one, path: prefix + one.path }), one]));
      const names = async (one: CommitFile): Promise<void> => {
        const found = patches.get(keyOf(one));
        table.put(one, found === undefined ? [] : await this.#names(found));
      };
      // Somebody waits: the reader has all at once.
      if (goOn === undefined) await Promise.all(mine.map(names));
      else
        for (const one of mine) {
          await names(one);
          if (!(await goOn())) return;
        }
    }
  }

  async #names({ path, lines, touched }: FilePatch): Promise<readonly string[]> {
    const [parsed] = await this.#options.reader.read([{ text: lines.join('\n'), language: languageOf(path) }]);
    return symbolsAt(touched, parsed?.definitions ?? []);
  }
}

/** What contexts may show of these commits: of each file the last few. */
function shownOf(commits: readonly Commit[], isShown: (path: string) => boolean): Shown[] {
  const times = new Map<string, number>();
  return commits.map(({ commit, paths }) => ({
    commit,
    paths: paths.filter((path) => {
      const before = times.get(path) ?? 0;
      times.set(path, before + 1);
      return before < limits.changes && isShown(path);
    }),
  }));
}

/** The folder that a path begins with. */
function pastOf(pasts: readonly Past[], path: string): Past | undefined {
  return pasts.find(({ prefix }) => path.startsWith(prefix));
}

function keyOf({ commit, path }: CommitFile): string {
  return `${commit} ${path}`;
}
