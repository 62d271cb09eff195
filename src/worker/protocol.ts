import type { SentContext } from '../engine/domain/context/sent-context.ts';
import type { WorkspaceFolder } from '../engine/domain/workspace-folders.ts';
import type { ErrorCode } from '../engine/errors.ts';
import type { CompressRequest, IndexProgress, IndexStatus } from '../engine/ports/context-source.ts';
import type { LogMessage } from './sending-log.ts';

/** What the index's process works on. */
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

/** What it is told before all else. */
export interface Start {
  readonly settings: WorkerSettings;
}

/** To the process. Messages are worked through in order: a change sent before a question is in its context. */
export type ToWorker =
  | { readonly type: 'compress'; readonly id: number; readonly request: CompressRequest }
  | { readonly type: 'status'; readonly id: number }
  | { readonly type: 'changed'; readonly paths: readonly string[] | 'all' }
  | { readonly type: 'overlay'; readonly path: string; readonly text: string | undefined }
  | { readonly type: 'recheck'; readonly paths: readonly string[] }
  /** Carry the write-ahead log of the database with this absolute path over into it. */
  | { readonly type: 'carry-over'; readonly path: string }
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

/** From it. `id` is that of the call it answers. */
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
  /** It ends, for this reason. */
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'git-places'; readonly paths: readonly string[] }
  | LogMessage;
