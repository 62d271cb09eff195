import { LRUCache } from 'lru-cache';
import type { FileHit } from '../../domain/project-view.ts';
import type { Question } from '../../domain/question.ts';
import { limits } from '../../limits.ts';
import type { History } from '../history/history.ts';
import type { Entry } from '../index/catalogue.ts';
import type { FileIndex } from '../index/file-index.ts';
import type { Chunk, ChunkHit } from '../index/index-search.ts';
import { best } from './best.ts';
import { Candidates } from './candidates.ts';
import { choose } from './choose.ts';
import { findEvidence } from './evidence.ts';
import { explain } from './explain.ts';
import { fuse, type Standing, type Without } from './fuse.ts';
import { kindWeight, type Wanted, wantedKind } from './kind-weight.ts';
import { type MatchedDefinition, matchDefinitions } from './match-definitions.ts';
import { CoChange } from './signals/co-change.ts';
import { importNeighbours } from './signals/import-neighbours.ts';
import { PastCommits } from './signals/past-commits.ts';
import { type Around, signalsOf } from './signals-of.ts';

/** Files whose company and imports count. */
const BEST = 10;
/** Files that are candidates for their company, or for being imported, alone. */
const BY_COMPANY = 30;
const BY_IMPORT = 20;
const ALONE: Around = { company: new Map(), neighbours: new Map() };

export interface RankedFile extends FileHit {
  /** Best chunks first. */
  readonly chunks: readonly ChunkHit[];
  /** Definitions whose names match, by line. */
  readonly definitions: readonly MatchedDefinition[];
}

/** Chooses the files for a question: several signals over the index and the history, fused, each shown in `why`. */
export class Ranker {
  readonly #index: FileIndex;
  readonly #past: PastCommits;
  readonly #company: CoChange;
  /** Chunks by file and text: the files of a workspace that questions are about are soon all at hand. */
  readonly #chunks = new LRUCache<string, readonly Chunk[]>({ max: limits.rankedFilesKept });

  constructor(index: FileIndex, history: History) {
    this.#index = index;
    this.#past = new PastCommits(history);
    this.#company = new CoChange(history);
  }

  /** At most 20 files, best first. */
  rank(question: Question, agent: string, without: Without = new Set()): RankedFile[] {
    const index = this.#index;
    const evidence = findEvidence(index, this.#past, question);
    const { words, mentioned } = evidence;
    const candidates = new Candidates(index, evidence, (entry) => this.#chunksOf(entry));
    const wanted: Wanted = { kind: wantedKind(question.text, agent), types: evidence.aboutTypes };
    const standings = new Map<string, Standing>();
    const standing = (path: string): Standing => {
      const made = standings.get(path) ?? standingOf(candidates, path, wanted);
      standings.set(path, made);
      return made;
    };
    const score = (around: Around): Map<string, number> =>
      fuse(signalsOf(candidates.byPath, evidence, around), standing, without);

    const first = score(ALONE);
    const leaders = best(first, BEST);
    const top = first.get(leaders[0] ?? '') ?? 1;
    const weights = new Map(leaders.map((path) => [path, ((first.get(path) ?? 0) / top) ** 2]));
    for (const path of mentioned.keys()) weights.set(path, 1);
    const company = this.#company.score(weights, (path) => index.entry(path)?.kind === 'product');
    const companyScores = new Map([...company].map(([path, { score }]) => [path, score]));
    candidates.consider(best(companyScores, BY_COMPANY));
    const neighbours = importNeighbours(index, weights);
    const near = new Map([...neighbours].map(([path, { score }]) => [path, score]));
    candidates.consider(best(near, BY_IMPORT));
    const fused = score({
      company: companyScores,
      neighbours: near,
    });

    const highest = Math.max(0, ...fused.values());
    for (const path of mentioned.keys()) fused.set(path, (fused.get(path) ?? 0) + 2 * Math.max(1, highest));
    const reasons = { ...evidence, company, neighbours };
    const kindOf = (path: string) => candidates.byPath.get(path)?.entry.kind;
    return choose(fused, highest, kindOf, wanted.kind).map((path): RankedFile => {
      const candidate = candidates.byPath.get(path);
      return {
        path,
        score: fused.get(path) ?? 0,
        why: candidate === undefined ? [] : explain(candidate.entry, candidate.content, reasons),
        chunks: candidate?.content.hits ?? [],
        definitions: matchDefinitions(index.definitions({ path }), words),
      };
    });
  }

  #chunksOf(entry: Entry): readonly Chunk[] {
    const key = `${entry.id} ${entry.hash}`;
    const known = this.#chunks.get(key);
    if (known !== undefined) return known;
    const read = this.#index.search.chunksOf(entry.id);
    this.#chunks.set(key, read);
    return read;
  }
}

function standingOf({ byPath }: Candidates, path: string, wanted: Wanted): Standing {
  const entry = byPath.get(path)?.entry;
  return { product: entry?.kind === 'product', weight: entry === undefined ? 0 : kindWeight(entry, wanted) };
}
