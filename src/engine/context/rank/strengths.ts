import type { Entry } from '../index/entry.ts';
import type { Evidence } from './evidence.ts';
import type { ContentScore } from './signals/content.ts';

/** Signals that a file has by itself, whichever other files are good. */
export const OWN_SIGNALS = [
  'chunks',
  'file',
  'spread',
  'names',
  'defines',
  'identifiers',
  'path',
  'pathPhrase',
  'phrase',
  'messages',
  'votes',
] as const;

export type OwnSignal = (typeof OWN_SIGNALS)[number];

const WIDTH = OWN_SIGNALS.length;
/** Files for which there is room at first. */
const USUAL = 512;

/** What one file after another has of each signal by itself; units are the signal's own. */
export class Strengths {
  #values = new Float64Array(USUAL * WIDTH);
  #files = 0;

  /** Adds the next file. `inPath`: what the words of its path are worth. */
  add(
    { id, path }: Entry,
    content: ContentScore,
    inPath: number,
    { names, defined, phrases, pathPhrases, past }: Evidence,
  ): void {
    const at = this.#files++ * WIDTH;
    if (at === this.#values.length) this.#grow();
    const values = this.#values;
    // In the order of `OWN_SIGNALS`.
    values[at] = content.chunks;
    values[at + 1] = content.file;
    values[at + 2] = content.spread;
    values[at + 3] = names.of(id);
    values[at + 4] = defined.scores.get(path) ?? 0;
    values[at + 5] = content.identifiers;
    values[at + 6] = inPath;
    values[at + 7] = pathPhrases.score(path);
    values[at + 8] = phrases.scores.get(path) ?? 0;
    values[at + 9] = past.said(path);
    values[at + 10] = past.votes.get(path) ?? 0;
  }

  /** What each file has of a signal, in the order in which they were added. */
  read(signal: OwnSignal, into: Float64Array): void {
    const values = this.#values;
    const column = OWN_SIGNALS.indexOf(signal);
    for (let file = 0; file < this.#files; file++) into[file] = values[file * WIDTH + column] ?? 0;
  }

  #grow(): void {
    const more = new Float64Array(2 * this.#values.length);
    more.set(this.#values);
    this.#values = more;
  }
}
