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
  /** In how many of its chunks any word stands, by its logarithm: a long file says a little of everything. */
  readonly spread: number;
  /** What the words are worth that are written as names of code and stand in it, whatever their number. */
  readonly identifiers: number;
}

/** What of a file made its score. */
export interface ContentDetail {
  /** Best first; only what matched. */
  readonly hits: readonly ChunkHit[];
  /** Words that stand anywhere in the file, the one that is worth most first. */
  readonly matched: readonly WeighedWord[];
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
export class ContentScorer {
  readonly #words: readonly WeighedWord[];
  readonly #identifiers: readonly number[];
  /** What each word is worth in the file that is looked at. */
  readonly #worth: Float64Array;
  /** Of the file that is looked at, by chunk: its score, its length, and how often one word stands there. */
  #scores = new Float64Array();
  #lengths = new Float64Array();
  #counts = new Float64Array();
  readonly #best = new Float64Array(COUNTED);

  constructor(words: readonly WeighedWord[]) {
    this.#words = words;
    this.#identifiers = words.flatMap(({ identifier }, at) => (identifier ? [at] : []));
    this.#worth = new Float64Array(words.length);
  }

  score(file: FileTerms, inPath: ReadonlySet<string>): ContentScore {
    const whole = this.#look(file, inPath);
    const chunks = this.#ofBest(file.size);
    return { chunks, file: whole, spread: this.#spread(file.size), identifiers: this.#ofIdentifiers() };
  }

  /** What the chosen files are explained and shown by. */
  detail(path: string, kind: FileKind, file: FileTerms, inPath: ReadonlySet<string>): ContentDetail {
    this.#look(file, inPath);
    const hits: ChunkHit[] = [];
    for (let chunk = 0; chunk < file.size; chunk++) {
      const score = this.#scores[chunk] ?? 0;
      if (score > 0) hits.push({ path, kind, first: file.first(chunk), last: file.last(chunk), score });
    }
    hits.sort((a, b) => b.score - a.score || a.first - b.first);
    const matched = this.#matched(this.#words.map((_, at) => at)).flatMap((at) => this.#words[at] ?? []);
    return { hits, matched };
  }

  /** Scores the chunks of a file, and each word in the whole of it. Returns what all are worth in the whole. */
  #look(file: FileTerms, inPath: ReadonlySet<string>): number {
    const { size } = file;
    const words = this.#words;
    this.#begin(size);
    let length = 0;
    for (let chunk = 0; chunk < size; chunk++) {
      length += file.words(chunk);
      this.#lengths[chunk] = file.words(chunk) / USUAL_CHUNK;
    }
    let whole = 0;
    for (let at = 0; at < words.length; at++) {
      const { word, hash, value } = words[at] as WeighedWord;
      const total = this.#add(file, hash, value, inPath.has(word) ? IN_PATH : 0);
      const one = total > 0 ? value * saturate(total, length / USUAL_FILE) : 0;
      this.#worth[at] = one;
      whole += one;
    }
    return whole;
  }

  /** The scores of the best chunks, each counted half of the one before. */
  #ofBest(size: number): number {
    const best = this.#best.fill(0);
    for (let chunk = 0; chunk < size; chunk++) {
      const score = this.#scores[chunk] ?? 0;
      if (score <= (best[COUNTED - 1] ?? 0)) continue;
      let place = COUNTED - 1;
      for (; place > 0 && (best[place - 1] ?? 0) < score; place--) best[place] = best[place - 1] ?? 0;
      best[place] = score;
    }
    let sum = 0;
    for (let at = 0; at < COUNTED; at++) sum += (best[at] ?? 0) * NEXT ** at;
    return sum;
  }

  #spread(size: number): number {
    let having = 0;
    for (let chunk = 0; chunk < size; chunk++) if ((this.#scores[chunk] ?? 0) > 0) having++;
    return Math.log1p(having);
  }

  /** Summed from the one that is worth most on. */
  #ofIdentifiers(): number {
    if (this.#identifiers.length === 0) return 0;
    return this.#matched(this.#identifiers).reduce((sum, at) => sum + (this.#words[at]?.value ?? 0), 0);
  }

  /** Those of these words that stand in the file, the one that is worth most first. */
  #matched(words: readonly number[]): number[] {
    const worth = this.#worth;
    return words.filter((at) => (worth[at] ?? 0) > 0).sort((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0));
  }

  #begin(size: number): void {
    if (this.#scores.length < size) {
      this.#scores = new Float64Array(2 * size);
      this.#lengths = new Float64Array(2 * size);
      this.#counts = new Float64Array(2 * size);
    }
    this.#scores.fill(0, 0, size);
  }

  /** Adds what a word is worth to the score of each chunk. Returns how often it stands in the file. */
  #add(file: FileTerms, hash: number, value: number, more: number): number {
    const found = file.find(hash);
    const from = found < 0 ? 0 : file.placesOf(found);
    const to = found < 0 ? 0 : file.placesOf(found + 1);
    let total = 0;
    if (more > 0) this.#counts.fill(0, 0, file.size);
    for (let place = from; place < to; place++) {
      const chunk = file.chunkAt(place);
      const count = file.countAt(place);
      total += count;
      if (more > 0) this.#counts[chunk] = count;
      else this.#addTo(chunk, value, count);
    }
    if (more > 0)
      for (let chunk = 0; chunk < file.size; chunk++) this.#addTo(chunk, value, (this.#counts[chunk] ?? 0) + more);
    return total;
  }

  #addTo(chunk: number, value: number, count: number): void {
    this.#scores[chunk] = (this.#scores[chunk] ?? 0) + value * saturate(count, this.#lengths[chunk] ?? 0);
  }
}
