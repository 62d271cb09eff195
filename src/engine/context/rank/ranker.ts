import { LRUCache } from 'lru-cache';
import type { FileHit } from '../../domain/project-view.ts';
import type { Question } from '../../domain/question.ts';
import { limits } from '../../limits.ts';
import type { History } from '../history/history.ts';
import type { Entry } from '../index/entry.ts';
import type { FileIndex } from '../index/file-index.ts';
import type { ChunkHit } from '../index/index-search.ts';
import { best } from './best.ts';
import { Candidates } from './candidates.ts';
import { choose } from './choose.ts';
import { findEvidence } from './evidence.ts';
import { explain } from './explain.ts';
import { FileTerms } from './file-terms.ts';
import { type Around, fuse, type Without } from './fuse.ts';
import { type Wanted, wantedKind } from './kind-weight.ts';
import { type MatchedDefinition, matchDefinitions } from './match-definitions.ts';
import { CoChange } from './signals/co-change.ts';
import { importNeighbours } from './signals/import-neighbours.ts';
import { PastCommits } from './signals/past-commits.ts';
import { TouchedPaths } from './signals/touched-paths.ts';

/** Files whose company and imports count. */
const BEST = 10;
/** Files that are candidates for their company, or for being imported, alone. */
const BY_COMPANY = 30;
const BY_IMPORT = 20;
const BY_MEANING = 30;
/** Of memory, for a file whose words are kept, beside them. */
const FILE_BYTES = 600;
const NONE: ReadonlyMap<string, number> = new Map();

export interface RankedFile extends FileHit {
  /** Best chunks first. */
  readonly chunks: readonly ChunkHit[];
  /** Definitions whose names match, by line. */
  readonly definitions: readonly MatchedDefinition[];
}

/** Chooses the files for a question: several signals over the index and the history, fused, each shown in `why`. */
export class Ranker {
  readonly #index: FileIndex;
  readonly #history: History;
  readonly #past = new PastCommits();
  readonly #company = new CoChange();
  #touched: TouchedPaths | undefined;
  /** What chunks say; an entry is another when its file changed: the files of a workspace that questions are about are soon all at hand. */
  readonly #terms = new LRUCache<Entry, FileTerms>({
    maxSize: limits.rankedBytes,
    sizeCalculation: ({ bytes }) => bytes + FILE_BYTES,
    dispose: (terms) => terms.release(),
  });

  constructor(index: FileIndex, history: History) {
    this.#index = index;
    this.#history = history;
  }

  /** At most 20 files, best first. `meaning`: by path, how near in meaning, where that is known. */
  rank(question: Question, agent: string, without: Without = new Set(), meaning = NONE): RankedFile[] {
    const index = this.#index;
    const past = this.#touchedPaths();
    const evidence = findEvidence(index, question, (words) => this.#past.score(words, past));
    const { words, mentioned } = evidence;
    const wanted: Wanted = { kind: wantedKind(question.text, agent), types: evidence.aboutTypes };
    const candidates = new Candidates({ index, evidence, wanted, termsOf: (entry) => this.#termsOf(entry) });
    const score = (around: Around): Map<string, number> => fuse(candidates.all, candidates.strengths, around, without);

    candidates.consider(best(meaning, BY_MEANING));
    const first = score({ company: NONE, neighbours: NONE, meaning });
    const leaders = best(first, BEST);
    const top = first.get(leaders[0] ?? '') ?? 1;
    const weights = new Map(leaders.map((path) => [path, ((first.get(path) ?? 0) / top) ** 2]));
    for (const path of mentioned.keys()) weights.set(path, 1);
    const company = this.#company.score(weights, past);
    candidates.consider(company.best(BY_COMPANY));
    const neighbours = importNeighbours(index, weights);
    const near = new Map([...neighbours].map(([path, { score }]) => [path, score]));
    candidates.consider(best(near, BY_IMPORT));
    const fused = score({ company, neighbours: near, meaning });

    const highest = highestOf(fused.values());
    for (const path of mentioned.keys()) fused.set(path, (fused.get(path) ?? 0) + 2 * Math.max(1, highest));
    const mostVotes = highestOf(evidence.past.votes.values());
    const reasons = {
      ...evidence,
      company,
      neighbours,
      meaning,
      mostMeaning: highestOf(meaning.values()),
      mostVotes,
      mostCompany: company.highest,
    };
    const kindOf = (path: string) => candidates.at(path)?.entry.kind;
    return choose(fused, highest, kindOf, wanted.kind).flatMap((path): RankedFile[] => {
      const candidate = candidates.at(path);
      if (candidate === undefined) return [];
      const content = candidates.detail(candidate);
      return [
        {
          path,
          score: fused.get(path) ?? 0,
          why: explain(candidate.entry, content, reasons),
          chunks: content.hits,
          definitions: matchDefinitions(index.definitions.of({ path }), words),
        },
      ];
    });
  }

  /** Of the history as it is now. */
  #touchedPaths(): TouchedPaths {
    const { commits } = this.#history;
    if (this.#touched?.commits !== commits) this.#touched = new TouchedPaths(commits, this.#index);
    return this.#touched;
  }

  #termsOf(entry: Entry): FileTerms {
    const known = this.#terms.get(entry);
    if (known !== undefined) return known;
    const read = new FileTerms(this.#index.search.termsOf(entry.id));
    this.#terms.set(entry, read);
    return read;
  }
}

function highestOf(scores: Iterable<number>): number {
  let most = 0;
  for (const score of scores) most = Math.max(most, score);
  return most;
}
