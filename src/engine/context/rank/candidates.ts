import type { Entry } from '../index/catalogue.ts';
import type { FileIndex } from '../index/file-index.ts';
import type { Chunk } from '../index/index-search.ts';
import { best } from './best.ts';
import type { Evidence } from './evidence.ts';
import { type ContentScore, scoreContent } from './signals/content.ts';

/** A file that may be chosen, and what its text says about the question. */
export interface Candidate {
  readonly entry: Entry;
  readonly content: ContentScore;
}

/** Candidates, of each source: the text of product code, of all else, … */
const BY_TEXT = 200;
const BY_ASIDE = 50;
const BY_NAMES = 60;
const BY_HISTORY = 60;

/** The files that are looked at one by one for a question: those that any evidence points to. */
export class Candidates {
  readonly #index: FileIndex;
  readonly #evidence: Evidence;
  readonly #chunksOf: (entry: Entry) => readonly Chunk[];
  readonly byPath = new Map<string, Candidate>();

  constructor(index: FileIndex, evidence: Evidence, chunksOf: (entry: Entry) => readonly Chunk[]) {
    this.#index = index;
    this.#evidence = evidence;
    this.#chunksOf = chunksOf;
    const { mentioned, searched, names, defined, phrases, paths, past } = evidence;
    this.consider(mentioned.keys());
    this.consider(index.search.files(searched, 'product', BY_TEXT));
    this.consider(index.search.files(searched, 'aside', BY_ASIDE));
    this.consider(best(names, BY_NAMES));
    this.consider(defined.scores.keys());
    this.consider(best(phrases.scores, BY_NAMES));
    this.consider(paths.found);
    this.consider(best(past.votes, BY_HISTORY));
  }

  /** Takes in files that the index knows. */
  consider(paths: Iterable<string>): void {
    const { words, paths: inPaths } = this.#evidence;
    for (const path of paths) {
      const entry = this.#index.entry(path);
      if (entry === undefined || this.byPath.has(path)) continue;
      const inPath = inPaths.score(path).words;
      this.byPath.set(path, { entry, content: scoreContent(path, entry.kind, this.#chunksOf(entry), words, inPath) });
    }
  }
}
