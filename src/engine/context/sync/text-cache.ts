import { lstatSync } from 'node:fs';
import { LRUCache } from 'lru-cache';
import { limits } from '../../limits.ts';
import type { Clock } from '../../ports/clock.ts';
import { type FileText, readText } from '../index/read-text.ts';
import { isRacy } from './is-racy.ts';

/**
 * Reads files through memory: a text that was read is given again for as long as size and times of the file stand. The skills of an
 * agent read the same files again and again, and so do questions that follow one another. The least recently used text goes.
 */
export class TextCache {
  readonly #clock: Clock;
  readonly #texts = new LRUCache<string, FileText>({
    maxSize: limits.textCacheBytes,
    sizeCalculation: ({ text }) => 1 + 2 * (text?.length ?? 0),
  });

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** As `readText`. */
  read(path: string): FileText | undefined {
    const known = this.#texts.get(path);
    if (known !== undefined && stands(path, known)) return known;
    const file = readText(path);
    if (file === undefined || isRacy(file, this.#clock)) this.#texts.delete(path);
    else this.#texts.set(path, file);
    return file;
  }
}

function stands(path: string, { size, mtimeMs, ctimeMs }: FileText): boolean {
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    return stat?.isFile() === true && stat.size === size && stat.mtimeMs === mtimeMs && stat.ctimeMs === ctimeMs;
  } catch {
    return false; // A file where a folder was, or no permission to look.
  }
}
