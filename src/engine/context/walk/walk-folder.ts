import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { limits } from '../../limits.ts';
import { type IgnoreRules, isExcluded, isIgnored, readRules, weeIgnores } from './ignore-rules.ts';
import { outerRules } from './outer-rules.ts';

/** Folders that no project means as its own source, where there is no git to say so. */
const NEVER = new Set(['.git', 'node_modules', '.hg', '.svn', '.venv', '__pycache__']);
/** Folders between two breaths. */
const FOLDERS = 200;

/** A folder that belongs to the workspace, with the rules for what is in it. */
interface Place {
  readonly base: string;
  readonly excluded: readonly IgnoreRules[];
  readonly ignored: readonly IgnoreRules[];
}

/**
 * Lists files without the help of git: honours nested .gitignore and .weeignore files, those of the repository around the
 * folder, and .git/info/exclude; follows no symbolic link.
 */
export class FolderWalk {
  readonly #folder: string;
  readonly #breathe: () => Promise<unknown>;
  readonly #root: Place;

  /** `breathe` is awaited now and then. */
  constructor(folder: string, excluded: readonly IgnoreRules[], breathe: () => Promise<unknown>) {
    this.#folder = folder;
    this.#breathe = breathe;
    this.#root = this.#within({ base: '', excluded, ignored: outerRules(resolve(folder)) });
  }

  /** Every file of the folder. */
  async all(): Promise<string[]> {
    return this.#walk([this.#root]);
  }

  /** Of these paths those that are files of the workspace, and all files in those that are folders. */
  async some(paths: readonly string[]): Promise<string[]> {
    const known = new Map<string, Place | undefined>([['', this.#root]]);
    const placeOf = (base: string): Place | undefined => {
      if (!known.has(base)) known.set(base, this.#enter(placeOf(parentOf(base)), base));
      return known.get(base);
    };
    const found: string[] = [];
    for (const path of paths) {
      const stat = lstatSync(join(this.#folder, path), { throwIfNoEntry: false });
      if (stat?.isDirectory() === true) {
        const place = placeOf(`${path}/`);
        if (place !== undefined) found.push(...(await this.#walk([place])));
      } else if (stat?.isFile() === true) {
        const place = placeOf(parentOf(path));
        if (place !== undefined && !leftOut(path, place)) found.push(path);
      }
    }
    return found;
  }

  async #walk(waiting: Place[]): Promise<string[]> {
    const found: string[] = [];
    for (let visited = 1; found.length <= limits.indexFiles; visited++) {
      const place = waiting.pop();
      if (place === undefined) break;
      for (const entry of entriesOf(join(this.#folder, place.base))) {
        const path = place.base + entry.name;
        if (entry.isDirectory()) {
          const inner = this.#enter(place, `${path}/`);
          if (inner !== undefined) waiting.push(inner);
        } else if (entry.isFile() && !leftOut(path, place)) found.push(path);
      }
      if (visited % FOLDERS === 0) await this.#breathe();
    }
    return found;
  }

  /** A folder seen from the one it lies in; `undefined` where it does not belong to the workspace. */
  #enter(outer: Place | undefined, base: string): Place | undefined {
    if (outer === undefined || leftOut(base, outer)) return undefined;
    return this.#within({ ...outer, base });
  }

  #within({ base, excluded, ignored }: Place): Place {
    const more = weeIgnores(this.#folder, [base]);
    const own = readRules(join(this.#folder, base, '.gitignore'), { base });
    return {
      base,
      excluded: more.length === 0 ? excluded : [...excluded, ...more],
      ignored: own.length === 0 ? ignored : [...ignored, ...own],
    };
  }
}

function leftOut(path: string, { base, excluded, ignored }: Place): boolean {
  const name = path.slice(base.length).replace(/\/$/, '');
  return NEVER.has(name) || isExcluded(path, excluded) || isIgnored(path, ignored);
}

/** The folder that a path lies in: `''`, or ending in `/`. */
function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);
}

function entriesOf(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return []; // Unreadable, or gone since it was listed.
  }
}
