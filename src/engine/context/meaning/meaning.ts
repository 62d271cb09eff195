import { LRUCache } from 'lru-cache';
import { limits } from '../../limits.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Embedder } from '../../ports/embedder.ts';
import { chunksOf } from '../index/chunks-of.ts';
import type { Entry } from '../index/entry.ts';
import type { FileIndex } from '../index/file-index.ts';
import { redact } from '../redact/redact.ts';
import { cosine, quantise } from './quantise.ts';

export interface MeaningOptions {
  readonly index: FileIndex;
  readonly read: (path: string) => string | undefined;
  readonly embedder: Embedder;
  readonly clock: Clock;
  /** One question is asked and no other: there is no later one that what comes late would serve. */
  readonly once: boolean;
}

/** Texts that are embedded before they are kept, about, and those of one request: the editor's thread reads its answer in some ms. */
const BATCH = 32;
const REQUEST = 8;
/** Characters of a text that are embedded, and chunks of a file. */
const TEXT_CHARS = 2_000;
const CHUNKS = 16;
/** Questions whose vectors are remembered. */
const QUESTIONS = 256;
/** Standard deviations above the usual from which on nearness says something, and steps to which it is rounded. */
const UNUSUAL = 1;
const STEPS = 4;

/**
 * How near the files of product code are to a question in what they mean, by the vectors of an endpoint. The chunks are embedded in the
 * background, without their secrets; the signal counts only once all of them are, so that it favours no file for being early. No
 * question waits long for its own vector: without it in time, the signal is left out.
 */
export class Meaning {
  readonly #options: MeaningOptions;
  readonly #questions = new LRUCache<string, Int8Array>({ max: QUESTIONS });
  readonly #vectors = new LRUCache<string, Int8Array>({
    maxSize: limits.vectorBytes,
    sizeCalculation: (vectors) => vectors.byteLength + 1,
  });
  /** Of the files that take part. */
  readonly #hashes = new WeakMap<Entry, string>();
  /** Hashes of the files whose vectors are stored. */
  #known: Set<string> | undefined;
  #failures = 0;
  /** Until when the endpoint is left alone. */
  #restUntil = 0;
  #notice: string | undefined;

  constructor(options: MeaningOptions) {
    this.#options = options;
  }

  /** For people: why the signal was left out. */
  get notices(): readonly string[] {
    return this.#notice === undefined ? [] : [this.#notice];
  }

  /** By path, how unusually near; empty where that cannot be told in time: `onLate` is called when it can after all. */
  async near(question: string, onLate: () => void): Promise<ReadonlyMap<string, number>> {
    const files = this.#files();
    const missing = files.filter((entry) => !this.#stored().has(this.#hashOf(entry))).length;
    if (missing > files.length * limits.unembeddedShare) {
      this.#notice = `Embeddings: the last question was answered without them, ${missing} files are not embedded yet`;
      return new Map();
    }
    const vector = await this.#ofQuestion(redact(question.slice(0, TEXT_CHARS)).text, onLate);
    return vector === undefined ? new Map() : this.#score(vector, files);
  }

  /** Before a lone question: embeds what is not yet, for a while; the next one goes on. */
  async embedOnce(): Promise<void> {
    const { clock, once } = this.#options;
    const until = clock.monotonic() + limits.embedFilesOnceMs;
    if (once) await this.embedAhead(async () => clock.monotonic() < until);
  }

  /** Embeds what is not yet, as long as `goOn` says so. Resolves to whether there was any. */
  async embedAhead(goOn: () => Promise<boolean>): Promise<boolean> {
    const { index, embedder } = this.#options;
    const missing = this.#files().filter((entry) => !this.#stored().has(this.#hashOf(entry)));
    let any = false;
    while (missing.length > 0) {
      const batch: { readonly hash: string; readonly texts: readonly string[] }[] = [];
      let texts = 0;
      while (missing.length > 0 && texts < BATCH) {
        const entry = missing.shift();
        if (entry === undefined) break;
        batch.push({ hash: this.#hashOf(entry), texts: this.#texts(entry) });
        texts += batch.at(-1)?.texts.length ?? 0;
      }
      const vectors = await this.#embedAll(batch.flatMap((one) => one.texts));
      if (vectors === undefined) break;
      let at = 0;
      for (const one of batch) {
        const mine = vectors.slice(at, at + one.texts.length);
        at += one.texts.length;
        const joined = Int8Array.from(mine.flatMap((vector) => [...vector]));
        index.vectors.put(embedder.model, one.hash, joined);
        this.#stored().add(one.hash);
        any = true;
      }
      if (!(await goOn())) break;
    }
    return any;
  }

  /** The files that take part, by path. */
  #files(): readonly Entry[] {
    return this.#options.index
      .entries()
      .filter(({ kind }) => kind === 'product')
      .slice(0, limits.embeddedFiles);
  }

  #hashOf(entry: Entry): string {
    const hash = this.#hashes.get(entry) ?? this.#options.index.hashOf(entry);
    this.#hashes.set(entry, hash);
    return hash;
  }

  #stored(): Set<string> {
    this.#known ??= new Set(this.#options.index.vectors.hashes(this.#options.embedder.model));
    return this.#known;
  }

  /** What is embedded of a file: its path with each of its chunks. */
  #texts(entry: Entry): string[] {
    const { path } = entry;
    const text = this.#options.read(path);
    if (text === undefined) return [];
    const lines = redact(text).text.split('\n');
    return chunksOf(entry)
      .slice(0, CHUNKS)
      .map(({ first, last }) => `${path}\n${lines.slice(first - 1, last).join('\n')}`.slice(0, TEXT_CHARS));
  }

  async #ofQuestion(text: string, onLate: () => void): Promise<Int8Array | undefined> {
    const known = this.#questions.get(text);
    if (known !== undefined) return known;
    const late = 'Embeddings: the last question was answered without them, its own did not come in time';
    // What comes too late serves the next time that this is asked.
    const asked = this.#embed([text]).then((vectors) => {
      const [vector] = vectors ?? [];
      if (vector !== undefined) this.#questions.set(text, vector);
      return vector;
    });
    return await new Promise((resolve) => {
      const { clock, once } = this.#options;
      const timer = clock.after(once ? limits.embedOnceMs : limits.embedQuestionMs, () => {
        this.#notice = late;
        void asked.then((vector) => vector !== undefined && onLate());
        resolve(undefined);
      });
      void asked.then((vector) => {
        timer.dispose();
        resolve(vector);
      });
    });
  }

  async #embedAll(texts: readonly string[]): Promise<Int8Array[] | undefined> {
    const all: Int8Array[] = [];
    for (let at = 0; at < texts.length; at += REQUEST) {
      const vectors = await this.#embed(texts.slice(at, at + REQUEST));
      if (vectors === undefined) return undefined;
      all.push(...vectors);
    }
    return all;
  }

  /** `undefined` when the endpoint fails or is left alone, longer each time, since it did. */
  async #embed(texts: readonly string[]): Promise<Int8Array[] | undefined> {
    const { clock, embedder } = this.#options;
    if (texts.length === 0) return [];
    if (clock.monotonic() < this.#restUntil) return undefined;
    try {
      const vectors = await embedder.embed(texts);
      this.#failures = 0;
      this.#notice = undefined;
      return vectors.map(quantise);
    } catch (error) {
      const rest = Math.min(limits.breakerMaxMs, limits.breakerMs * 2 ** this.#failures++);
      this.#restUntil = clock.monotonic() + rest;
      this.#notice = `Embeddings: ${error instanceof Error ? error.message : String(error)}`;
      return undefined;
    }
  }

  #score(question: Int8Array, files: readonly Entry[]): Map<string, number> {
    const nearest = new Map<string, number>();
    for (const entry of files) {
      const { path } = entry;
      const vectors = this.#vectorsOf(this.#hashOf(entry));
      let best = Number.NEGATIVE_INFINITY;
      // A model that changed behind its name has vectors of another length.
      if (vectors === undefined || vectors.length % question.length !== 0) continue;
      for (let from = 0; from < vectors.length; from += question.length)
        best = Math.max(best, cosine(question, vectors, from));
      if (best > Number.NEGATIVE_INFINITY) nearest.set(path, best);
    }
    const all = [...nearest.values()];
    const mean = all.reduce((sum, one) => sum + one, 0) / Math.max(1, all.length);
    const spread = Math.sqrt(all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, all.length));
    const scores = new Map<string, number>();
    for (const [path, value] of nearest) {
      const score = spread === 0 ? 0 : Math.round(((value - mean) / spread - UNUSUAL) * STEPS) / STEPS;
      if (score > 0) scores.set(path, score);
    }
    return scores;
  }

  #vectorsOf(hash: string): Int8Array | undefined {
    const { index, embedder } = this.#options;
    const known = this.#vectors.get(hash) ?? index.vectors.get(embedder.model, hash);
    if (known !== undefined) this.#vectors.set(hash, known);
    return known;
  }
}
