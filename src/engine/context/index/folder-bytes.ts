import type { Entry } from './entry.ts';

/** How many bytes the files of each folder have, down to the second level; counted as files come and go. */
export class FolderBytes {
  readonly #files = new Map<string, number>();
  readonly #bytes = new Map<string, number>();

  /** By folder; what lies in none is in none of them. */
  get bytes(): ReadonlyMap<string, number> {
    return this.#bytes;
  }

  /** A file came (1) or went (-1). */
  count({ path, bytes }: Pick<Entry, 'path' | 'bytes'>, sign: 1 | -1): void {
    const folder = folderOf(path);
    if (folder === '') return;
    const files = (this.#files.get(folder) ?? 0) + sign;
    this.#files.set(folder, files);
    this.#bytes.set(folder, (this.#bytes.get(folder) ?? 0) + sign * bytes);
    if (files > 0) return;
    this.#files.delete(folder);
    this.#bytes.delete(folder);
  }
}

function folderOf(path: string): string {
  const first = path.indexOf('/');
  const second = first < 0 ? -1 : path.indexOf('/', first + 1);
  return path.slice(0, Math.max(0, second < 0 ? first : second));
}
