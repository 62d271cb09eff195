import { Changes } from './changes.ts';
import { loadPeer } from './load-peer.ts';
import type { Document, Searcher } from './searcher.ts';
import { questionWords, splitWords } from './split-words.ts';

interface MiniSearch {
  add(document: Document): void;
  discard(id: string): void;
  search(query: string): { readonly id: string }[];
}

interface MiniSearchModule {
  readonly default: new (options: object) => MiniSearch;
}

/** MiniSearch, BM25+ over whole files with their paths, identifiers split. */
export async function miniSearch(): Promise<Searcher> {
  const { default: Index } = await loadPeer<MiniSearchModule>('minisearch');
  const index = new Index({
    idField: 'path',
    fields: ['path', 'text'],
    storeFields: [],
    tokenize: splitWords,
    processTerm: (word: string) => word,
    // It fails when the index changes while it is vacuumed.
    autoVacuum: false,
  });
  const changes = new Changes();
  return {
    name: 'minisearch',
    follow(_folder, documents) {
      const { gone, fresh } = changes.follow(documents);
      for (const { path } of gone) index.discard(path);
      for (const document of fresh) index.add(document);
    },
    search: (question) =>
      index
        .search(questionWords(question).join(' '))
        .slice(0, 20)
        .map(({ id }) => id),
  };
}
