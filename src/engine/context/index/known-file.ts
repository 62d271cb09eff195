import type { FileKind } from '../../domain/project-view.ts';
import type { Entry, Stamp } from './entry.ts';

/** An entry as it is kept: 50,000 plain objects with stamps of their own would take twice the memory. */
export class KnownFile implements Entry {
  readonly id: number;
  readonly text: number;
  readonly path: string;
  readonly version: number;
  readonly language: string;
  readonly kind: FileKind;
  readonly bytes: number;
  readonly lines: number;
  readonly parsed: boolean;
  readonly clean: boolean;
  #mtime: number;
  #ctime: number;

  constructor({ id, text, path, version, language, kind, lines, parsed, clean, stamp }: Omit<Entry, 'bytes'>) {
    this.id = id;
    this.text = text;
    this.path = path;
    this.version = version;
    this.language = language;
    this.kind = kind;
    this.bytes = stamp.size;
    this.lines = lines;
    this.parsed = parsed;
    this.clean = clean;
    this.#mtime = stamp.mtime;
    this.#ctime = stamp.ctime;
  }

  get stamp(): Stamp {
    return { size: this.bytes, mtime: this.#mtime, ctime: this.#ctime };
  }

  /** The same text at another time. */
  touch({ mtime, ctime }: Stamp): void {
    this.#mtime = mtime;
    this.#ctime = ctime;
  }
}
