import type { FileKind } from '../../../domain/project-view.ts';
import type { Chunk, ChunkHit } from '../../index/index-search.ts';
import type { WeighedWord } from '../query/weigh-words.ts';
import { saturate } from '../terms/saturate.ts';
import { countTerms } from '../terms/term-vector.ts';

export interface ContentScore {
  /** The best chunks, each counted half of the one before. */
  readonly chunks: number;
  /** The file as one text. */
  readonly file: number;
  /** Best first; only what matched. */
  readonly hits: readonly ChunkHit[];
  /** Words that matched anywhere, the one that is worth most first. */
  readonly matched: readonly string[];
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
  chunks: readonly Chunk[],
  words: readonly WeighedWord[],
  inPath: ReadonlySet<string>,
): ContentScore {
  const hashes = words.map(({ hash }) => hash);
  const totals = words.map(() => 0);
  let length = 0;
  const hits: ChunkHit[] = [];
  for (const chunk of chunks) {
    const counts = countTerms(chunk.terms, hashes);
    let score = 0;
    for (const [at, { word, value }] of words.entries()) {
      const count = counts[at] ?? 0;
      totals[at] = (totals[at] ?? 0) + count;
      const all = count + (inPath.has(word) ? IN_PATH : 0);
      if (all > 0) score += value * saturate(all, chunk.words / USUAL_CHUNK);
    }
    length += chunk.words;
    if (score > 0) hits.push({ path, kind, first: chunk.first, last: chunk.last, score });
  }
  hits.sort((a, b) => b.score - a.score || a.first - b.first);
  const relative = length / USUAL_FILE;
  const worth = words.map(({ value }, at) => ((totals[at] ?? 0) > 0 ? value * saturate(totals[at] ?? 0, relative) : 0));
  const matched = words
    .map(({ word }, at) => ({ word, worth: worth[at] ?? 0 }))
    .filter((one) => one.worth > 0)
    .sort((a, b) => b.worth - a.worth);
  return {
    chunks: hits.slice(0, COUNTED).reduce((sum, { score }, at) => sum + score * NEXT ** at, 0),
    file: worth.reduce((sum, one) => sum + one, 0),
    hits,
    matched: matched.map(({ word }) => word),
  };
}
