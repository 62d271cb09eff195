import { LRUCache } from 'lru-cache';
import type { FileHit, FileKind } from '../../domain/project-view.ts';
import type { Question } from '../../domain/question.ts';
import { limits } from '../../limits.ts';
import type { History } from '../history/history.ts';
import type { Entry } from '../index/catalogue.ts';
import type { FileIndex } from '../index/file-index.ts';
import type { Chunk, ChunkHit } from '../index/index-search.ts';
import { explain, type Reasons } from './explain.ts';
import { fuse, type Signal, type Signals, type Without } from './fuse.ts';
import { kindWeight, type Wanted, wantedKind } from './kind-weight.ts';
import { type MatchedDefinition, matchDefinitions } from './match-definitions.ts';
import { mentionedPaths } from './query/mentioned-paths.ts';
import { readQuery } from './query/read-query.ts';
import { CoChange } from './signals/co-change.ts';
import { type ContentScore, scoreContent, type WeighedWord } from './signals/content.ts';
import { findDefinitions } from './signals/definitions.ts';
import { importNeighbours } from './signals/import-neighbours.ts';
import { PastCommits } from './signals/past-commits.ts';
import { PathWords } from './signals/path-words.ts';
import { findPhrases } from './signals/phrases.ts';
import { rarity } from './terms/rarity.ts';

/** Chunks that the text search gives of product code, and of all else. */
const CHUNKS = 400;
const ASIDE_CHUNKS = 80;
const SYMBOLS = 200;
/** Chunks in which words may stand, all together, for the text search to look for them: rarer words come first. */
const SEARCHED = 60_000;
/** Words looked for in any case. */
const AT_LEAST = 3;
/** Words that weigh less find no candidates of their own. */
const FINDS = 0.3;
/** Candidates, of each source. */
const BY_TEXT = 200;
const BY_NAMES = 60;
const BY_HISTORY = 60;
const BY_COMPANY = 30;
/** Files whose company counts. */
const BEST = 10;
/** Files below this share of the best score are left out rather than filled up to 20. */
const THRESHOLD = 0.08;
/** Tests, documents and other files beside product code, at most, so that there is room for it. */
const ASIDE_FILES = 8;
/** Files of the kind that a question asks for that are chosen in any case: marie's tests. */
const KEPT = 5;

export interface RankedFile extends FileHit {
  /** Best chunks first. */
  readonly chunks: readonly ChunkHit[];
  /** Definitions whose names match, by line. */
  readonly definitions: readonly MatchedDefinition[];
}

interface Candidate {
  readonly entry: Entry;
  readonly content: ContentScore;
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
    const { search } = index;
    const query = readQuery(question);
    const total = Math.max(1, index.productChunks());
    const files = Math.max(1, index.count());
    const words = query.words.map((word) => {
      const having = search.frequency(word.word);
      return { ...word, having, value: word.weight * rarity(total, having) };
    });
    const looked = searchedWords(words);
    const mentioned = mentionedPaths(index, question);
    const has = (path: string): boolean => index.entry(path)?.kind === 'product';
    const names = search.symbols(looked, SYMBOLS);
    const defined = findDefinitions(index, query, files);
    const phrases = findPhrases(search, query, files);
    const past = this.#past.score(query.words, has);
    const paths = new PathWords(search, query.words, files);

    const candidates = new Map<string, Candidate>();
    const consider = (path: string): void => {
      const entry = index.entry(path);
      if (entry === undefined || candidates.has(path)) return;
      const inPath = paths.score(path).words;
      candidates.set(path, {
        entry,
        content: scoreContent(path, entry.kind, this.#chunksOf(entry), words, inPath),
      });
    };
    for (const path of mentioned.keys()) consider(path);
    for (const path of search.files(looked, 'product', CHUNKS).slice(0, BY_TEXT)) consider(path);
    for (const path of search.files(looked, 'aside', ASIDE_CHUNKS)) consider(path);
    for (const path of best(names, BY_NAMES)) consider(path);
    for (const path of defined.scores.keys()) consider(path);
    for (const path of best(phrases.scores, BY_NAMES)) consider(path);
    for (const path of paths.found) consider(path);
    for (const path of best(past.votes, BY_HISTORY)) consider(path);

    const base = { names, defines: defined.scores, phrase: phrases.scores, messages: past.messages, votes: past.votes };
    const wanted: Wanted = { kind: wantedKind(question.text, agent), types: query.aboutTypes };
    const none = new Map<string, number>();
    const first = this.#fuse(candidates, base, none, none, words, paths, wanted, without);
    const leaders = best(first, BEST);
    const top = first.get(leaders[0] ?? '') ?? 1;
    const weights = new Map(leaders.map((path) => [path, ((first.get(path) ?? 0) / top) ** 2]));
    for (const path of mentioned.keys()) weights.set(path, 1);
    const company = this.#company.score(weights, has);
    const companyScores = new Map([...company].map(([path, { score }]) => [path, score]));
    for (const path of best(companyScores, BY_COMPANY)) consider(path);
    const neighbours = importNeighbours(index, [...new Set([...mentioned.keys(), ...leaders.slice(0, 3)])]);
    const neighbourScores = new Map([...neighbours.keys()].map((path) => [path, 1]));
    const fused = this.#fuse(candidates, base, companyScores, neighbourScores, words, paths, wanted, without);

    const highest = Math.max(0, ...fused.values());
    for (const path of mentioned.keys()) fused.set(path, (fused.get(path) ?? 0) + 2 * Math.max(1, highest));
    const written = new Map(query.words.map((one) => [one.word, one.written]));
    const reasons: Reasons = { written, mentioned, defined, phrases, past, company, neighbours, paths };
    return choose(fused, highest, candidates, wanted.kind).map((path): RankedFile => {
      const candidate = candidates.get(path);
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

  #fuse(
    candidates: ReadonlyMap<string, Candidate>,
    base: Pick<Signals, 'names' | 'defines' | 'phrase' | 'messages' | 'votes'>,
    company: ReadonlyMap<string, number>,
    neighbours: ReadonlyMap<string, number>,
    words: readonly (WeighedWord & { readonly identifier: boolean })[],
    paths: PathWords,
    wanted: Wanted,
    without: Without,
  ): Map<string, number> {
    const signal = (of: (candidate: Candidate, path: string) => number): Map<string, number> =>
      new Map([...candidates].map(([path, candidate]) => [path, of(candidate, path)]));
    const among = (scores: ReadonlyMap<string, number>): Map<string, number> =>
      signal((_, path) => scores.get(path) ?? 0);
    const identifiers = new Map(words.filter(({ identifier }) => identifier).map(({ word, value }) => [word, value]));
    const signals: Record<Signal, ReadonlyMap<string, number>> = {
      chunks: signal(({ content }) => content.chunks),
      file: signal(({ content }) => content.file),
      names: among(base.names),
      defines: among(base.defines),
      identifiers: signal(({ content }) =>
        content.matched.reduce((sum, word) => sum + (identifiers.get(word) ?? 0), 0),
      ),
      path: signal((_, path) => paths.score(path).score),
      phrase: among(base.phrase),
      messages: among(base.messages),
      votes: among(base.votes),
      company: among(company),
      neighbours: among(neighbours),
    };
    const fused = fuse(signals, (path) => candidates.get(path)?.entry.kind === 'product', without);
    for (const [path, { entry }] of candidates) fused.set(path, (fused.get(path) ?? 0) * kindWeight(entry, wanted));
    return fused;
  }
}

/** Words for the text search: rare ones first, as many as the search may look at; words of little weight only without others. */
function searchedWords(words: readonly (WeighedWord & { weight: number; having: number })[]): string[] {
  const known = words.filter(({ having }) => having > 0);
  const heavy = known.filter(({ weight }) => weight > FINDS);
  const chosen: string[] = [];
  let rows = 0;
  for (const { word, having } of (heavy.length > 0 ? heavy : known).toSorted((a, b) => a.having - b.having)) {
    rows += having;
    if (rows > SEARCHED && chosen.length >= AT_LEAST) break;
    chosen.push(word);
  }
  return chosen.length > 0 ? chosen : words.map(({ word }) => word);
}

/** Keys of the highest values, highest first. */
function best(scores: ReadonlyMap<string, number>, limit: number): string[] {
  return [...scores]
    .filter(([, score]) => score > 0)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, limit)
    .map(([path]) => path);
}

/** The best files, room kept for product code, and, last, for some of the kind that the question asks for. */
function choose(
  fused: ReadonlyMap<string, number>,
  highest: number,
  candidates: ReadonlyMap<string, Candidate>,
  wanted: FileKind | undefined,
): string[] {
  const kindOf = (path: string): FileKind | undefined => candidates.get(path)?.entry.kind;
  const order = best(fused, fused.size).filter((path) => (fused.get(path) ?? 0) >= highest * THRESHOLD);
  const kept = wanted === undefined ? [] : order.filter((path) => kindOf(path) === wanted).slice(0, KEPT);
  const chosen: string[] = [];
  let aside = 0;
  for (const path of order) {
    if (kindOf(path) !== 'product' && ++aside > ASIDE_FILES) continue;
    const missing = kept.filter((one) => !chosen.includes(one) && one !== path).length;
    if (chosen.length + missing < limits.contextFiles) chosen.push(path);
  }
  return chosen;
}
