import type { Entry } from '../index/entry.ts';
import type { FileIndex } from '../index/file-index.ts';
import { best } from './best.ts';
import type { Evidence } from './evidence.ts';
import type { FileTerms } from './file-terms.ts';
import { kindWeight, type Wanted } from './kind-weight.ts';
import { type ContentDetail, ContentScorer } from './signals/content.ts';
import { Strengths } from './strengths.ts';

/** A file that may be chosen. */
export interface Candidate {
  readonly entry: Entry;
  /** How much its score counts; see `kindWeight`. */
  readonly weight: number;
}

/** What files are looked at with. */
interface Sight {
  readonly index: FileIndex;
  readonly evidence: Evidence;
  readonly wanted: Wanted;
  readonly termsOf: (entry: Entry) => FileTerms;
}

/** Candidates, of each source: the text of product code, of all else, … */
const BY_TEXT = 200;
const BY_ASIDE = 50;
const BY_NAMES = 60;
const BY_HISTORY = 60;

/** The files that are looked at one by one for a question: those that any evidence points to. */
export class Candidates {
  readonly #sight: Sight;
  readonly #content: ContentScorer;
  readonly #byPath = new Map<string, Candidate>();
  readonly all: Candidate[] = [];
  /** Of all of them, by themselves. */
  readonly strengths = new Strengths();

  constructor(sight: Sight) {
    this.#sight = sight;
    const { index, evidence } = sight;
    const { mentioned, searched, names, defined, phrases, paths, past } = evidence;
    this.#content = new ContentScorer(evidence.words);
    this.consider(mentioned.keys());
    this.consider(index.search.files(searched, 'product', BY_TEXT));
    this.consider(index.search.files(searched, 'aside', BY_ASIDE));
    this.consider(names.best(BY_NAMES));
    this.consider(defined.scores.keys());
    this.consider(best(phrases.scores, BY_NAMES));
    this.consider(paths.found);
    this.consider(best(past.votes, BY_HISTORY));
  }

  at(path: string): Candidate | undefined {
    return this.#byPath.get(path);
  }

  /** What of the text of a candidate made its score. */
  detail({ entry }: Candidate): ContentDetail {
    const { evidence, termsOf } = this.#sight;
    return this.#content.detail(entry.path, entry.kind, termsOf(entry), evidence.paths.score(entry).words);
  }

  /** Takes in files that the index knows. */
  consider(paths: Iterable<string>): void {
    const { index, evidence, wanted, termsOf } = this.#sight;
    for (const path of paths) {
      const entry = this.#byPath.has(path) ? undefined : index.entry(path);
      if (entry === undefined) continue;
      const inPath = evidence.paths.score(entry);
      const content = this.#content.score(termsOf(entry), inPath.words);
      const candidate = { entry, weight: kindWeight(entry, wanted) };
      this.strengths.add(entry, content, inPath.score, evidence);
      this.all.push(candidate);
      this.#byPath.set(path, candidate);
    }
  }
}
