/** A file of product code, as every peer gets it. */
export interface Document {
  readonly path: string;
  readonly text: string;
  /** Changes with the text. */
  readonly version: string;
}

/** A way to find files for a question, beside WEE. */
export interface Searcher {
  readonly name: string;
  /** Brings its index up to these files of the folder. */
  follow(folder: string, documents: readonly Document[]): void;
  /** Paths, best first. */
  search(question: string): readonly string[];
}
