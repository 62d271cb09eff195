import type { WorkspaceFolders } from '../domain/workspace-folders.ts';
import type { Disposable } from './disposable.ts';

/** The folders that questions are about. */
export interface Workspace {
  /** None when no folder is open. */
  readonly folders: WorkspaceFolders;
  readonly name: string;
  /** An untrusted workspace gets no git process and no answer on disk. */
  readonly trusted: boolean;
  /**
   * Rises with any change that could alter a context: a file, an unsaved buffer, git HEAD, a manifest, a setting. As long
   * as it stands, a memoised digest stands. What changed before it is read is in every context that is asked for afterwards.
   */
  generation(): number;
  /** Called after the generation rose; many changes may share one call. */
  onDidChange(listener: () => void): Disposable;
}
