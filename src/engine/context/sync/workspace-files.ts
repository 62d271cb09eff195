import { lstatSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { limits } from '../../limits.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Stamp } from '../index/catalogue.ts';
import { type FileText, readText } from '../index/read-text.ts';
import { isSecretFile } from '../redact/redact.ts';
import { createInsideCheck } from '../walk/inside-folder.ts';
import { isRacy } from './is-racy.ts';
import { TextCache } from './text-cache.ts';

/** The files of the workspace as they are now: those on disk, with the text of unsaved buffers over them. */
export class WorkspaceFiles {
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #overlays = new Map<string, string>();
  readonly #links: ReturnType<typeof createInsideCheck>;
  readonly #texts: TextCache;

  constructor(folder: string, clock: Clock) {
    this.#folder = folder;
    this.#clock = clock;
    this.#links = createInsideCheck(folder);
    this.#texts = new TextCache(clock);
  }

  /** Lays the text of an unsaved buffer over a file; `undefined` takes it away. Files of secrets, and huge ones, take none. */
  overlay(path: string, text: string | undefined): void {
    if (text === undefined || isSecretFile(path) || text.length > limits.indexedFileBytes) this.#overlays.delete(path);
    else this.#overlays.set(path, text);
  }

  /** Paths of files with an unsaved buffer over them. */
  overlaid(): readonly string[] {
    return [...this.#overlays.keys()];
  }

  /** A folder may have become a symbolic link since. */
  forget(): void {
    this.#links.forget();
  }

  /** The text of a file; `undefined` for binary, huge, secret, unreadable and unknown files. */
  read(path: string): string | undefined {
    const overlay = this.#overlays.get(path);
    if (overlay !== undefined) return overlay;
    if (isSecretFile(path) || !this.#links.inside(path)) return undefined;
    return this.#texts.read(join(this.#folder, path))?.text;
  }

  /** A file as the index takes it: no text of secrets, and a stamp that holds only what can be relied on. */
  load(path: string): FileText | undefined {
    const disk = this.#links.inside(path) ? readText(join(this.#folder, path)) : undefined;
    if (disk === undefined) return undefined;
    const overlay = this.#overlays.get(path);
    if (overlay !== undefined) return { ...disk, mtimeMs: -1, text: overlay };
    return {
      ...disk,
      mtimeMs: isRacy(disk, this.#clock) ? -1 : disk.mtimeMs,
      text: isSecretFile(path) ? undefined : disk.text,
    };
  }

  isFile(path: string): boolean {
    return statOf(join(this.#folder, path))?.isFile() === true;
  }

  isFolder(path: string): boolean {
    return statOf(join(this.#folder, path))?.isDirectory() === true;
  }

  /** Whether a file must be read again: it is not what the index saw. */
  isStale(path: string, stamp: Stamp | undefined): boolean {
    if (stamp === undefined) return true;
    if (this.#overlays.has(path)) return false;
    const stat = statOf(join(this.#folder, path));
    return (
      stat === undefined ||
      stat.size !== stamp.size ||
      stat.mtimeMs !== stamp.mtime ||
      stat.ctimeMs !== stamp.ctime ||
      !stat.isFile()
    );
  }
}

function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined; // A file where a folder was, or no permission to look.
  }
}
