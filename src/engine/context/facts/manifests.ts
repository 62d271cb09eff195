import type { Dependency } from '../../domain/context/context.ts';
import type { FileIndex } from '../index/file-index.ts';
import { redact } from '../redact/redact.ts';
import { manifestPaths, readDependencies } from './dependencies.ts';

interface Declared {
  readonly dependencies: readonly Dependency[];
  /** The name that the project gives itself. */
  readonly name: string | undefined;
}

/** What the project's manifests declare, read again only when one of them changed. */
export class Manifests {
  readonly #index: FileIndex;
  readonly #read: (path: string) => string | undefined;
  readonly #prefixes: readonly string[];
  #key: string | undefined;
  #declared: Declared = { dependencies: [], name: undefined };

  /** @param prefixes what the paths of each folder of the workspace begin with. */
  constructor(index: FileIndex, read: (path: string) => string | undefined, prefixes: readonly string[]) {
    this.#index = index;
    this.#read = read;
    this.#prefixes = prefixes;
  }

  read(): Declared {
    const paths = this.#prefixes.flatMap((prefix) => manifestPaths.map((path) => prefix + path));
    const key = paths.map((path) => this.#index.entry(path)?.version ?? '').join(' ');
    if (key !== this.#key) {
      const text = (path: string): string | undefined => {
        const found = this.#index.has(path) ? this.#read(path) : undefined;
        return found === undefined ? undefined : redact(found).text;
      };
      const dependencies = this.#prefixes.flatMap((prefix) =>
        readDependencies((path) => text(prefix + path)).map((each) => ({ ...each, manifest: prefix + each.manifest })),
      );
      this.#declared = { dependencies, name: nameIn(text('package.json')) };
      this.#key = key;
    }
    return this.#declared;
  }
}

function nameIn(manifest: string | undefined): string | undefined {
  const name = manifest === undefined ? undefined : /^\s*"name"\s*:\s*"([^"\n]{1,100})"/m.exec(manifest)?.[1];
  return name === '' ? undefined : name;
}
