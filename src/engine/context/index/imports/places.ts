import { posix } from 'node:path';
import type { ImportPlaces } from '../../code/imports/resolve-by-settings.ts';
import type { Catalogue } from '../catalogue.ts';

/** Languages whose imports name packages, not files. */
const PACKAGED = /\.(?:go|java|kt|cs)$/;

/** Where the files of such languages lie; gathered at the first need, and followed as files come and go. */
export class Places implements ImportPlaces {
  readonly #catalogue: Catalogue;
  /** The edition of the catalogue that this is of. */
  #edition = -1;
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
      .flatMap((folder) => (this.#byFolder.get(folder) ?? []).filter((path) => path.endsWith('.cs')))
      .sort();
  }

  #gather(): void {
    const { edition } = this.#catalogue;
    if (this.#edition === edition) return;
    const changes = this.#catalogue.changedSince(this.#edition);
    this.#edition = edition;
    if (changes === undefined) {
      this.#byFolder = new Map();
      this.#byName = new Map();
      this.#namespaces = new Map();
      for (const { path } of this.#catalogue.files()) this.#add(path);
      return;
    }
    for (const { path, before } of changes) {
      const isThere = this.#catalogue.get(path) !== undefined;
      if (isThere && before === undefined) this.#add(path);
      else if (!isThere && before !== undefined) this.#remove(path);
    }
  }

  #add(path: string): void {
    if (!PACKAGED.test(path)) return;
    const folder = posix.dirname(path);
    put(this.#byFolder, folder, path);
    put(this.#byName, posix.basename(path), path);
    if (path.endsWith('.cs')) put(this.#namespaces, lastOf(folder), folder);
  }

  #remove(path: string): void {
    if (!PACKAGED.test(path)) return;
    const folder = posix.dirname(path);
    drop(this.#byFolder, folder, path);
    drop(this.#byName, posix.basename(path), path);
    const others = this.#byFolder.get(folder) ?? [];
    if (!others.some((other) => other.endsWith('.cs'))) drop(this.#namespaces, lastOf(folder), folder);
  }
}

/** The last part of the namespace that a folder is named as. */
function lastOf(folder: string): string {
  return folder.slice(Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('.')) + 1);
}

function dotted(folder: string): string {
  return folder.replaceAll('/', '.');
}

/** Each once, in their order. */
function put(map: Map<string, string[]>, key: string, value: string): void {
  const known = map.get(key);
  if (known === undefined) {
    map.set(key, [value]);
    return;
  }
  let at = known.length;
  while (at > 0 && (known[at - 1] ?? '') >= value) at--;
  if (known[at] !== value) known.splice(at, 0, value);
}

function drop(map: Map<string, string[]>, key: string, value: string): void {
  const known = map.get(key);
  const at = known?.indexOf(value) ?? -1;
  if (at >= 0) known?.splice(at, 1);
  if (known?.length === 0) map.delete(key);
}
