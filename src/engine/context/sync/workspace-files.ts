import { lstatSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { WorkspaceFolders } from '../../domain/workspace-folders.ts';
import { limits } from '../../limits.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Stamp } from '../index/entry.ts';
import { type FileText, readText } from '../index/read-text.ts';
import { isSecretFile } from '../redact/is-secret-file.ts';
import { createInsideCheck } from '../walk/inside-folder.ts';
import { isRacy } from './is-racy.ts';
import { TextCache } from './text-cache.ts';

/** The text of a file, and what the disk says of it where that is where it comes from. */
export interface SeenFile {
  readonly text: string;
  readonly disk: FileText | undefined;
}

/** The files of the workspace as they are now: those on disk, with the text of unsaved buffers over them. */
export class WorkspaceFiles {
  readonly #folders: WorkspaceFolders;
  readonly #clock: Clock;
  readonly #overlays = new Map<string, string>();
  /** By absolute path of a folder. */
  readonly #links = new Map<string, ReturnType<typeof createInsideCheck>>();
  readonly #texts: TextCache;

  constructor(folders: WorkspaceFolders, clock: Clock) {
    this.#folders = folders;
    this.#clock = clock;
    for (const { path } of folders.all) this.#links.set(path, createInsideCheck(path));
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
    for (const links of this.#links.values()) links.forget();
  }

  /** The text of a file; `undefined` for binary, huge, secret, unreadable and unknown files. */
  read(path: string): string | undefined {
    return this.see(path)?.text;
  }

  /** The same, with what `isStale` needs to know. */
  see(path: string): SeenFile | undefined {
    const overlay = this.#overlays.get(path);
    if (overlay !== undefined) return { text: overlay, disk: undefined };
    const place = isSecretFile(path) ? undefined : this.#inside(path);
    const disk = place === undefined ? undefined : this.#texts.read(place);
    return disk?.text === undefined ? undefined : { text: disk.text, disk };
  }

  /** A file as the index takes it: no text of secrets, and a stamp that holds only what can be relied on. */
  load(path: string): FileText | undefined {
    const place = this.#inside(path);
    const disk = place === undefined ? undefined : readText(place);
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
    return this.#stat(path)?.isFile() === true;
  }

  isFolder(path: string): boolean {
    return this.#stat(path)?.isDirectory() === true;
  }

  /** Whether a file must be read again: it is not what the index saw. `seen`: as it was a moment ago, so that the disk is not asked again. */
  isStale(path: string, stamp: Stamp | undefined, seen?: SeenFile): boolean {
    if (stamp === undefined) return true;
    if (seen?.disk !== undefined) return differs(seen.disk, stamp);
    const stat = this.#stat(path);
    // Of a file below an unsaved buffer the size alone can tell.
    if (this.#overlays.has(path)) return stat?.isFile() !== true || stat.size !== stamp.size;
    return stat === undefined || differs(stat, stamp) || !stat.isFile();
  }

  /** Where a file is on disk; `undefined` if the way there leads through a symbolic link. */
  #inside(path: string): string | undefined {
    const found = this.#folders.locate(path);
    if (found === undefined || this.#links.get(found.folder.path)?.inside(found.local) !== true) return undefined;
    return join(found.folder.path, found.local);
  }

  #stat(path: string): Stats | undefined {
    const place = this.#folders.absolute(path);
    try {
      return place === undefined ? undefined : lstatSync(place, { throwIfNoEntry: false });
    } catch {
      return undefined; // A file where a folder was, or no permission to look.
    }
  }
}

function differs({ size, mtimeMs, ctimeMs }: Omit<FileText, 'text'>, stamp: Stamp): boolean {
  return size !== stamp.size || mtimeMs !== stamp.mtime || ctimeMs !== stamp.ctime;
}
