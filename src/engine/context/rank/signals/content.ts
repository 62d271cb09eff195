import type { FileKind } from '../../../domain/project-view.ts';
import type { ChunkHit } from '../../index/index-search.ts';
import type { FileTerms } from '../file-terms.ts';
import type { WeighedWord } from '../query/weigh-words.ts';
import { saturate } from '../terms/saturate.ts';
import { TermQuery } from '../terms/term-query.ts';

export interface ContentScore {
  /** The best chunks, each counted half of the one before. */
  readonly chunks: number;
  /** The file as one text. */
  readonly file: number;
  /** Best first; only what matched. */
  readonly hits: readonly ChunkHit[];
  /** What each word of the question is worth in the file, in their order. */
  readonly worth: Float64Array;
}

/** Words of a usual chunk and file of code. Fixed rather than averaged, so that scores do not move with the workspace. */
const USUAL_CHUNK = 300;
const USUAL_FILE = 1_200;
/** Chunks that count, and what of each next one. */
const COUNTED = 6;
const NEXT = 0.5;
/** A word in the path counts as this many in each chunk. */
const IN_PATH = 2;

/** What is asked of each file: the words of a question, and the same by their hashes. */
export class ContentQuery {
  readonly words: readonly WeighedWord[];
  readonly terms: TermQuery;
  readonly values: Float64Array;

  constructor(words: readonly WeighedWord[]) {
    this.words = words;
    this.terms = new TermQuery(words);
    this.values = Float64Array.from(words, ({ value }) => value);
  }
}

/** BM25 over the chunks of a file and over the whole of it, each word with its own weight. */
export function scoreContent(
  path: string,
  kind: FileKind,
  file: FileTerms,
  { words, terms, values }: ContentQuery,
  inPath: ReadonlySet<string>,
): ContentScore {
  const most = words.length;
  const counts = new Float64Array(most);
  const totals = new Float64Array(most);
  const beside = new Float64Array(most);
  if (inPath.size > 0) for (const [at, { word }] of words.entries()) beside[at] = inPath.has(word) ? IN_PATH : 0;
  let length = 0;
  const hits: ChunkHit[] = [];
  for (let chunk = 0; chunk < file.chunks; chunk++) {
    file.count(chunk, terms, counts);
    const size = file.words(chunk);
    const relative = size / USUAL_CHUNK;
    let score = 0;
    for (let at = 0; at < most; at++) {
      const count = counts[at] ?? 0;
      totals[at] = (totals[at] ?? 0) + count;
      const all = count + (beside[at] ?? 0);
      if (all > 0) score += (values[at] ?? 0) * saturate(all, relative);
    }
    length += size;
    if (score > 0) hits.push({ path, kind, first: file.first(chunk), last: file.last(chunk), score });
  }
  hits.sort((a, b) => b.score - a.score || a.first - b.first);
  const relative = length / USUAL_FILE;
  const worth = new Float64Array(most);
  let sum = 0;
  for (let at = 0; at < most; at++) {
    const total = totals[at] ?? 0;
    if (total > 0) worth[at] = (values[at] ?? 0) * saturate(total, relative);
    sum += worth[at] ?? 0;
  }
  let best = 0;
  for (let at = 0; at < Math.min(COUNTED, hits.length); at++) best += (hits[at]?.score ?? 0) * NEXT ** at;
  return { chunks: best, file: sum, hits, worth };
}

/** Words that stand anywhere in the file, the one that is worth most first. */
export function matchedWords({ worth }: ContentScore, words: readonly WeighedWord[]): readonly WeighedWord[] {
  const worthOf = new Map(words.map((word, at) => [word, worth[at] ?? 0]));
  return words
    .filter((word) => (worthOf.get(word) ?? 0) > 0)
    .sort((a, b) => (worthOf.get(b) ?? 0) - (worthOf.get(a) ?? 0));
}
