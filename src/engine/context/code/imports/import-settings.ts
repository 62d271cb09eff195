/** What a project says of its own imports, in its `go.mod` and `tsconfig.json` files. Paths are those of the workspace. */
export interface ImportSettings {
  /** Go modules, those of the deepest folder first. */
  readonly modules: readonly { readonly module: string; readonly folder: string }[];
  /** `paths` and `baseUrl` of TypeScript, those of the deepest folder first. */
  readonly aliases: readonly Aliases[];
}

export interface Aliases {
  /** Of the files that it is about. */
  readonly folder: string;
  /** From which the targets are meant. */
  readonly base: string;
  /** Whether `base` was said: then a bare specifier may lie there. */
  readonly based: boolean;
  readonly paths: readonly AliasPath[];
}

/** `@app/*` and where it lies: `src/app/*`. */
export type AliasPath = readonly [pattern: string, targets: readonly string[]];

export const noImportSettings: ImportSettings = { modules: [], aliases: [] };
