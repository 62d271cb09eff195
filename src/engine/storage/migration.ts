/** One step of a schema. Versions count from 1 without gaps; a landed step is never edited. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}
