import type { FileKind } from '../../../domain/project-view.ts';
import type { ChunkHit } from '../../index/index-search.ts';
import type { FileTerms } from '../file-terms.ts';
import type { WeighedWord } from '../query/weigh-words.ts';
import { saturate } from '../terms/saturate.ts';

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

/** BM25 over the chunks of a file and over the whole of it, each word with its own weight. */
export function scoreContent(
  path: string,
  kind: FileKind,
  file: FileTerms,
  words: readonly WeighedWord[],
  inPath: ReadonlySet<string>,
): ContentScore {
  const totals = new Float64Array(words.length);
  const scores = new Float64Array(file.size);
  const relative = new Float64Array(file.size);
  let length = 0;
  for (let chunk = 0; chunk < file.size; chunk++) {
    length += file.words(chunk);
    relative[chunk] = file.words(chunk) / USUAL_CHUNK;
  }
  for (const [at, { word, hash, value }] of words.entries()) {
    const add = (chunk: number, count: number): void => {
      scores[chunk] = (scores[chunk] ?? 0) + value * saturate(count, relative[chunk] ?? 0);
    };
    let total = 0;
    if (inPath.has(word)) {
      const counts = new Float64Array(file.size).fill(IN_PATH);
      file.find(hash, (chunk, count) => {
        counts[chunk] = IN_PATH + count;
        total += count;
      });
      counts.forEach((count, chunk) => {
        add(chunk, count);
      });
    } else {
      file.find(hash, (chunk, count) => {
        add(chunk, count);
        total += count;
      });
    }
    totals[at] = total;
  }
  const hits: ChunkHit[] = [];
  for (const [chunk, score] of scores.entries())
    if (score > 0) hits.push({ path, kind, first: file.first(chunk), last: file.last(chunk), score });
  hits.sort((a, b) => b.score - a.score || a.first - b.first);
  const worth = new Float64Array(words.length);
  let sum = 0;
  for (const [at, { value }] of words.entries()) {
    const total = totals[at] ?? 0;
    if (total > 0) worth[at] = value * saturate(total, length / USUAL_FILE);
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
