/** A place in the workspace. `path` is relative to the workspace folder, with `/`; lines count from 1, inclusive. */
export interface SourceRef {
  readonly path: string;
  readonly line: number;
  readonly endLine?: number;
}
