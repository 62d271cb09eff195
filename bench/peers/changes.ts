import type { Document } from './searcher.ts';

/** What has to be taken out of an index and put in, so that it holds these documents. */
export class Changes {
  readonly #known = new Map<string, Document>();

  follow(documents: readonly Document[]): { readonly gone: Document[]; readonly fresh: Document[] } {
    const now = new Map(documents.map((document) => [document.path, document]));
    const gone = [...this.#known.values()].filter(({ path, version }) => now.get(path)?.version !== version);
    for (const { path } of gone) this.#known.delete(path);
    const fresh = documents.filter(({ path }) => !this.#known.has(path));
    for (const document of fresh) this.#known.set(document.path, document);
    return { gone, fresh };
  }
}
