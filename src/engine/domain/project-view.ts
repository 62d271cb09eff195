import type { Change, Dependency, ProjectFacts } from './context/context.ts';

/** What a file is for; decided by content and convention. */
export type FileKind = 'product' | 'test' | 'docs' | 'example' | 'config' | 'data' | 'generated' | 'vendored';

export interface FileFacts {
  readonly path: string;
  /** Lower-case name of the language: `typescript`, `go`, `markdown`, `text`. */
  readonly language: string;
  readonly kind: FileKind;
  readonly bytes: number;
  readonly lines: number;
}

/** A named thing that a file defines. Lines count from 1, inclusive. */
export interface Definition {
  readonly path: string;
  readonly name: string;
  readonly kind: 'function' | 'method' | 'class' | 'interface' | 'type' | 'constant' | 'variable' | 'module';
  readonly line: number;
  readonly endLine: number;
  /** Visible outside its file. */
  readonly exported: boolean;
  /** Has a doc comment right above or inside it. */
  readonly documented: boolean;
  /** It up to its body, on one line, at most 200 characters. */
  readonly signature: string;
  /** Its first line with the doc comment and the annotations above it; absent where only a line pattern found it. */
  readonly firstLine?: number;
  /** Words of its doc comment, on one line, at most 500 characters. */
  readonly doc?: string;
  /** The class, module or function around it, by name. */
  readonly parent?: string;
}

/** A use of a name, other than its definition. */
export interface Reference {
  readonly path: string;
  readonly line: number;
  readonly name: string;
  /** The definition that the use stands in, where there is one. */
  readonly within?: string;
}

/** One file importing another file of the project, or a library (`to` absent). */
export interface ImportEdge {
  readonly from: string;
  readonly line: number;
  /** As written. */
  readonly specifier: string;
  /** Resolved path inside the project. */
  readonly to?: string;
}

/** A file found by search, best first. */
export interface FileHit {
  readonly path: string;
  /** Higher is better; only comparable within one search. */
  readonly score: number;
  readonly why: readonly string[];
}

/**
 * The project as skills see it: read-only, synchronous, backed by the index in its process. All paths are relative
 * to the workspace folder, with `/`. Every list has a deterministic order.
 */
export interface ProjectView {
  readonly facts: ProjectFacts;
  files(): readonly FileFacts[];
  /** One of them; `undefined` for a path that the index does not know. */
  file(path: string): FileFacts | undefined;
  /** Text of a file with unsaved edits applied; `undefined` for binary, huge, unreadable and unknown files. */
  read(path: string): string | undefined;
  search(query: string, limit: number): readonly FileHit[];
  definitions(of: { readonly path?: string | undefined; readonly name?: string | undefined }): readonly Definition[];
  references(name: string, limit: number): readonly Reference[];
  /** Edges out of `from`, into `to`, or all of them. */
  imports(of?: { readonly from?: string; readonly to?: string }): readonly ImportEdge[];
  /** Commits that touched these paths (all paths when omitted), newest first, at most `limit`. */
  changes(paths: readonly string[] | undefined, limit: number): readonly Change[];
  /** Number of the last 500 commits that touched the file. */
  churn(path: string): number;
  /** Paths that at least so many of them touched, in no order; there need be no such file any more. */
  oftenChanged(least: number): readonly string[];
  /** Bytes of product code by folder, down to the second level. */
  folders(): ReadonlyMap<string, number>;
  dependencies(): readonly Dependency[];
  /** Another object whenever a file came, went or became one of another kind: beside it stands what was worked out of the names of all. */
  readonly listing: object;
}
