import type { SentContext } from '../engine/domain/context/sent-context.ts';
import type { WorkspaceFolder } from '../engine/domain/workspace-folders.ts';
import type { ErrorCode } from '../engine/errors.ts';
import type { CompressRequest, IndexProgress, IndexStatus } from '../engine/ports/context-source.ts';
import type { Database } from '../engine/storage/database.ts';

/** What the thread is started with. */
export interface WorkerSettings {
  /** At least one. */
  readonly folders: readonly WorkspaceFolder[];
  /** Absolute path of index.db. */
  readonly indexPath: string;
  readonly binding: string | undefined;
  /** Folder of the tree-sitter grammars, where there is one. */
  readonly grammars: string | undefined;
  readonly trusted: boolean;
  /** Model of the host's endpoint for embeddings, where there is one. */
  readonly embeddings: string | undefined;
  /** No question is answered before the whole workspace was looked at: for those whom nobody tells of changes. */
  readonly settled: boolean;
}

/** A database whose write-ahead log is to be carried over into it. */
export interface CarryOver {
  /** Absolute path of a database. */
  readonly path: string;
  /**
   * The driver that the editor's thread has it open with. Another one is another SQLite, and two of them in one process on one file
   * take each other's locks away (https://www.sqlite.org/howtocorrupt.html, 2.2.1).
   */
  readonly driver: Database['driver'];
}

/** To the thread. Messages are worked through in order: a change sent before a question is in its context. */
export type ToWorker =
  | { readonly type: 'compress'; readonly id: number; readonly request: CompressRequest }
  | { readonly type: 'status'; readonly id: number }
  | { readonly type: 'changed'; readonly paths: readonly string[] | 'all' }
  | { readonly type: 'overlay'; readonly path: string; readonly text: string | undefined }
  | { readonly type: 'recheck'; readonly paths: readonly string[] }
  | ({ readonly type: 'carry-over' } & CarryOver)
  | {
      readonly type: 'embedded';
      readonly id: number;
      /** Absent when they did not come. */
      readonly vectors?: readonly Float32Array[];
      readonly failure?: string;
    }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'close' };

/** From the thread. `id` is that of the call it answers. */
export type FromWorker =
  | { readonly type: 'context'; readonly id: number; readonly context: SentContext }
  /** The context is made, and about to be sent. */
  | { readonly type: 'soon'; readonly id: number }
  | { readonly type: 'status'; readonly id: number; readonly status: IndexStatus }
  | {
      readonly type: 'error';
      readonly id: number;
      readonly code: ErrorCode;
      readonly message: string;
      readonly remedy: string;
    }
  | { readonly type: 'progress'; readonly progress: IndexProgress }
  | { readonly type: 'embed'; readonly id: number; readonly texts: readonly string[] }
  | { readonly type: 'revised' }
  | { readonly type: 'git-places'; readonly paths: readonly string[] }
  | { readonly type: 'log'; readonly level: 'debug' | 'info' | 'warn' | 'error'; readonly message: string };
