import type { FileFacts } from '../../domain/project-view.ts';

/** What the index remembers of a file on disk; equal stamps mean that nothing has to be read. */
export interface Stamp {
  readonly size: number;
  /** ms; -1 where the stamp cannot be relied on: an unsaved buffer lay over the file, or it had changed a moment ago. */
  readonly mtime: number;
  /** ms; tells what kept its time of change on purpose, as a copy or an archive does. */
  readonly ctime: number;
}

/** One file of the index, as kept in memory. */
export interface Entry extends FileFacts {
  /** Of the file, for as long as it is in the index. */
  readonly id: number;
  /** Of its text: another with each, and never given again. */
  readonly text: number;
  /** Another number whenever the text is another, for as long as this process lives. */
  readonly version: number;
  readonly stamp: Stamp;
  /** Its definitions and imports are in the index. */
  readonly parsed: boolean;
  /** No secret was found in its text. */
  readonly clean: boolean;
}
