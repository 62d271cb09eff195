import type { Commit } from '../../history/read-log.ts';
import type { QueryWord } from '../query/read-query.ts';
import { STOP_WORDS } from '../query/word-lists.ts';
import { rarity } from '../terms/rarity.ts';
import { saturate } from '../terms/saturate.ts';
import { wordsOf } from '../terms/words-of.ts';
import type { TouchedPaths } from './touched-paths.ts';

/** Commits that vote. */
const VOTERS = 100;
/** Commits after which a vote, and a word in the past of a file, counts half. */
const VOTE_HALF_LIFE = 3_000;
const WORD_HALF_LIFE = 1_500;
/** A word of the message below its subject, against one of the subject. */
const BELOW = 0.5;

/** The words of a message, and how much each counts there. */
interface Message {
  readonly words: readonly string[];
  readonly counts: readonly number[];
  readonly length: number;
}

/** A commit that is asked about. */
interface Past {
  readonly length: number;
  /** Numbers of its paths. */
  readonly touched: readonly number[];
  /** What a word of it counts by its age, and by how many files it shares it with. */
  readonly fresh: number;
  readonly shared: number;
}

/** Commits whose message has a word, newest first, and how much it counts in each. */
interface Postings {
  readonly commits: number[];
  readonly counts: number[];
}

export interface PastScores {
  /** The best message among commits that touched a file: how well it fits, shared among the files it touched. */
  readonly votes: ReadonlyMap<string, number>;
  /** How well all messages about a file fit, taken as one text. */
  readonly said: (path: string) => number;
}

const NOTHING: PastScores = { votes: new Map(), said: () => 0 };

/**
 * What was said of files when they were changed: BM25 over the messages of earlier commits, whose files inherit the score
 * (as bug localisation does: Zhou, Zhang and Lo, 2012). Message words are kept until HEAD moves.
 */
export class PastCommits {
  #of: TouchedPaths | undefined;
  #pasts: readonly Past[] = [];
  #byWord = new Map<string, Postings>();
  #known = new Map<string, Message>();
  /** By the number of a path, how long its past is. */
  #lengths = new Float64Array();
  /** For `#scoreWord`: all zero between two words. */
  #times = new Float64Array();
  #usualMessage = 1;
  #usualFile = 1;

  /** Scores of the files that are there. */
  score(words: readonly QueryWord[], past: TouchedPaths): PastScores {
    this.#follow(past);
    const total = this.#pasts.length;
    if (total === 0) return NOTHING;
    const fits = new Float64Array(total);
    const scores = new Float64Array(past.paths.length);
    for (const { word, weight } of words) {
      const postings = this.#byWord.get(word);
      const value = weight * rarity(total, postings?.commits.length ?? 0);
      if (postings !== undefined) this.#scoreWord(postings, value, fits, scores);
    }
    const said = (path: string): number => {
      const number = past.numberOf(path);
      return number >= 0 && past.isThere(number) ? (scores[number] ?? 0) : 0;
    };
    return { votes: this.#votes(fits, past), said };
  }

  /** Adds what one word says: how well each message fits, and how much it stands in the past of each file, taken as one text. */
  #scoreWord({ commits, counts }: Postings, value: number, fits: Float64Array, scores: Float64Array): void {
    const times = this.#times;
    const touched: number[] = [];
    for (let n = 0; n < commits.length; n++) {
      const at = commits[n] ?? 0;
      const past = this.#pasts[at];
      if (past === undefined) continue;
      const count = counts[n] ?? 0;
      const subject = count >= 1 ? 1 : 0.6;
      fits[at] = (fits[at] ?? 0) + value * subject * saturate(count, past.length / this.#usualMessage);
      const share = count * past.fresh * past.shared;
      for (const place of past.touched) {
        if (times[place] === 0) touched.push(place);
        times[place] = (times[place] ?? 0) + share;
      }
    }
    for (const place of touched) {
      const relative = (this.#lengths[place] ?? 0) / this.#usualFile;
      scores[place] = (scores[place] ?? 0) + value * saturate(times[place] ?? 0, relative);
      times[place] = 0;
    }
  }

  #votes(fits: Float64Array, past: TouchedPaths): Map<string, number> {
    const votes = new Map<string, number>();
    const voters: number[] = [];
    for (let at = 0; at < fits.length; at++) if ((fits[at] ?? 0) > 0) voters.push(at);
    voters.sort((a, b) => (fits[b] ?? 0) - (fits[a] ?? 0) || a - b);
    let voted = 0;
    for (const at of voters) {
      if (voted === VOTERS) break;
      const there = this.#pasts[at]?.touched.filter((number) => past.isThere(number)) ?? [];
      if (there.length === 0) continue;
      voted++;
      const vote = ((fits[at] ?? 0) * decay(at, VOTE_HALF_LIFE)) / there.length ** 0.3;
      for (const number of there) {
        const path = past.paths[number] ?? '';
        votes.set(path, Math.max(votes.get(path) ?? 0, vote));
      }
    }
    return votes;
  }

  /** Takes in what was committed since; words of messages that are known are not split again. */
  #follow(past: TouchedPaths): void {
    if (past === this.#of) return;
    this.#of = past;
    const before = this.#known;
    const lengths: number[] = [];
    const pasts: Past[] = [];
    let words = 0;
    this.#known = new Map();
    this.#byWord = new Map();
    for (const [age, commit] of past.commits.entries()) {
      const touched = past.touched[age] ?? [];
      if (touched.length === 0) continue;
      const message = before.get(commit.commit) ?? readMessage(commit);
      this.#known.set(commit.commit, message);
      const at = pasts.length;
      const fresh = decay(at, WORD_HALF_LIFE);
      const shared = touched.length ** -0.3;
      pasts.push({ length: message.length, touched, fresh, shared });
      words += message.length;
      for (const place of touched) lengths[place] = (lengths[place] ?? 0) + message.length * fresh * shared;
      this.#note(message, at);
    }
    this.#pasts = pasts;
    this.#lengths = Float64Array.from(lengths);
    this.#times = new Float64Array(lengths.length);
    this.#usualMessage = words / Math.max(1, pasts.length) || 1;
    this.#usualFile = lengths.reduce((sum, one) => sum + one, 0) / Math.max(1, lengths.length) || 1;
  }

  #note({ words, counts }: Message, commit: number): void {
    for (const [at, word] of words.entries()) {
      const postings = this.#byWord.get(word) ?? { commits: [], counts: [] };
      this.#byWord.set(word, postings);
      postings.commits.push(commit);
      postings.counts.push(counts[at] ?? 0);
    }
  }
}

function readMessage(commit: Commit): Message {
  const counts = new Map<string, number>();
  let length = 0;
  for (const [text, share] of [
    [commit.subject, 1],
    [commit.body, BELOW],
  ] as const) {
    for (const word of wordsOf(text)) {
      if (word.length < 2 || STOP_WORDS.has(word)) continue;
      counts.set(word, (counts.get(word) ?? 0) + share);
      length += share;
    }
  }
  return { words: [...counts.keys()], counts: [...counts.values()], length };
}

function decay(age: number, halfLife: number): number {
  return 2 ** (-age / halfLife);
}
