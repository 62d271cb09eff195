import { type ImportSettings, noImportSettings } from '../code/imports/import-settings.ts';
import { isImportSettings, readImportSettings } from '../code/imports/read-import-settings.ts';
import type { FileIndex } from '../index/file-index.ts';

/** What the project says of its own imports, read again only when one of the files that say it changed, came or went. */
export class ImportRules {
  readonly #index: FileIndex;
  readonly #read: (path: string) => string | undefined;
  #listed = -1;
  #paths: readonly string[] = [];
  #key = '';
  #settings: ImportSettings = noImportSettings;

  constructor(index: FileIndex, read: (path: string) => string | undefined) {
    this.#index = index;
    this.#read = read;
  }

  read(): ImportSettings {
    if (this.#listed !== this.#index.listed) {
      this.#paths = [...this.#index.paths()].filter(isImportSettings).sort();
      this.#listed = this.#index.listed;
    }
    const key = this.#paths.map((path) => `${path} ${this.#index.entry(path)?.version ?? ''}`).join('\n');
    if (key !== this.#key) {
      this.#settings = readImportSettings(this.#paths, (path) =>
        this.#paths.includes(path) ? this.#read(path) : undefined,
      );
      this.#key = key;
    }
    return this.#settings;
  }
}
