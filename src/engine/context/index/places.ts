import { posix } from 'node:path';
import type { ImportPlaces } from '../code/resolve-by-settings.ts';
import type { Catalogue } from './catalogue.ts';

/** Languages whose imports name packages, not files. */
const PACKAGED = /\.(?:go|java|kt|cs)$/;

/** Where the files of such languages lie; gathered at the first need, and again when a file came or went. */
export class Places implements ImportPlaces {
  readonly #catalogue: Catalogue;
  #listed = -1;
  #byFolder = new Map<string, string[]>();
  #byName = new Map<string, string[]>();
  /** Folders of C#, by the last part of their names. */
  #namespaces = new Map<string, string[]>();

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  inFolder(folder: string): readonly string[] {
    this.#gather();
    return this.#byFolder.get(folder === '' ? '.' : folder) ?? [];
  }

  endingWith(path: string): readonly string[] {
    this.#gather();
    const named = this.#byName.get(posix.basename(path)) ?? [];
    return named.filter((one) => one === path || one.endsWith(`/${path}`));
  }

  inNamespace(namespace: string): readonly string[] {
    this.#gather();
    const folders = this.#namespaces.get(namespace.slice(namespace.lastIndexOf('.') + 1)) ?? [];
    return folders
      .filter((folder) => `.${dotted(folder)}`.endsWith(`.${namespace}`))
      .flatMap((folder) => (this.#byFolder.get(folder) ?? []).filter((path) => path.endsWith('.cs')));
  }

  #gather(): void {
    if (this.#listed === this.#catalogue.listed) return;
    this.#listed = this.#catalogue.listed;
    this.#byFolder = new Map();
    this.#byName = new Map();
    for (const { path } of this.#catalogue.files()) {
      if (!PACKAGED.test(path)) continue;
      push(this.#byFolder, posix.dirname(path), path);
      push(this.#byName, posix.basename(path), path);
    }
    this.#namespaces = new Map();
    for (const [folder, paths] of this.#byFolder) {
      if (!paths.some((path) => path.endsWith('.cs'))) continue;
      const name = dotted(folder);
      push(this.#namespaces, name.slice(name.lastIndexOf('.') + 1), folder);
    }
  }
}

function dotted(folder: string): string {
  return folder.replaceAll('/', '.');
}

function push(map: Map<string, string[]>, key: string, path: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [path]);
  else known.push(path);
}
