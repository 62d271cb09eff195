import type { History } from '../../history/history.ts';
import type { Commit } from '../../history/read-log.ts';
import type { QueryWord } from '../query/read-query.ts';
import { STOP_WORDS } from '../query/word-lists.ts';
import { rarity } from '../terms/rarity.ts';
import { saturate } from '../terms/saturate.ts';
import { wordsOf } from '../terms/words-of.ts';

/** A commit that touches more files says little of each. */
const MOST_FILES = 60;
/** Commits that vote. */
const VOTERS = 100;
/** Commits after which a vote, and a word in the past of a file, counts half. */
const VOTE_HALF_LIFE = 3_000;
const WORD_HALF_LIFE = 1_500;
/** A word of the message below its subject, against one of the subject. */
const BELOW = 0.5;

interface Message {
  readonly commit: Commit;
  readonly counts: ReadonlyMap<string, number>;
  readonly length: number;
}

export interface PastScores {
  /** The best message among commits that touched a file: how well it fits, shared among the files it touched. */
  readonly votes: ReadonlyMap<string, number>;
  /** All messages about a file, taken as one text. */
  readonly messages: ReadonlyMap<string, number>;
}

const NOTHING: PastScores = { votes: new Map(), messages: new Map() };

/**
 * What was said of files when they were changed: BM25 over the messages of earlier commits, whose files inherit the score
 * (as bug localisation does: Zhou, Zhang and Lo, 2012). Message words are kept until HEAD moves.
 */
export class PastCommits {
  readonly #history: History;
  #of: readonly Commit[] | undefined;
  #messages: Message[] = [];
  #byWord = new Map<string, number[]>();
  #length = new Map<string, number>();
  #known = new Map<string, Message>();
  #usualMessage = 1;
  #usualFile = 1;

  constructor(history: History) {
    this.#history = history;
  }

  /** Scores of the files that are there. */
  score(words: readonly QueryWord[], has: (path: string) => boolean): PastScores {
    this.#follow();
    const total = this.#messages.length;
    if (total === 0) return NOTHING;
    const fits = new Map<number, number>();
    const inPast = new Map<string, Map<number, number>>();
    const values = words.map(({ word, weight }) => weight * rarity(total, this.#byWord.get(word)?.length ?? 0));
    for (const [which, { word }] of words.entries()) {
      for (const at of this.#byWord.get(word) ?? []) {
        const message = this.#messages[at];
        const count = message?.counts.get(word) ?? 0;
        if (message === undefined) continue;
        const subject = count >= 1 ? 1 : 0.6;
        const fit = (values[which] ?? 0) * subject * saturate(count, message.length / this.#usualMessage);
        fits.set(at, (fits.get(at) ?? 0) + fit);
        const share = count * decay(at, WORD_HALF_LIFE) * message.commit.paths.length ** -0.3;
        for (const path of message.commit.paths) {
          const counts = inPast.get(path) ?? new Map<number, number>();
          counts.set(which, (counts.get(which) ?? 0) + share);
          inPast.set(path, counts);
        }
      }
    }
    return { votes: this.#votes(fits, has), messages: this.#asTexts(inPast, values, has) };
  }

  #votes(fits: ReadonlyMap<number, number>, has: (path: string) => boolean): Map<string, number> {
    const votes = new Map<string, number>();
    const voters = [...fits].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    let voted = 0;
    for (const [at, fit] of voters) {
      if (voted === VOTERS) break;
      const there = this.#messages[at]?.commit.paths.filter(has) ?? [];
      if (there.length === 0) continue;
      voted++;
      const vote = (fit * decay(at, VOTE_HALF_LIFE)) / there.length ** 0.3;
      for (const path of there) votes.set(path, Math.max(votes.get(path) ?? 0, vote));
    }
    return votes;
  }

  #asTexts(
    inPast: ReadonlyMap<string, ReadonlyMap<number, number>>,
    values: readonly number[],
    has: (path: string) => boolean,
  ): Map<string, number> {
    const scores = new Map<string, number>();
    for (const [path, counts] of inPast) {
      if (!has(path)) continue;
      const relative = (this.#length.get(path) ?? 0) / this.#usualFile;
      let score = 0;
      for (const [which, count] of counts) score += (values[which] ?? 0) * saturate(count, relative);
      scores.set(path, score);
    }
    return scores;
  }

  /** Takes in what was committed since; words of messages that are known are not split again. */
  #follow(): void {
    const commits = this.#history.commits;
    if (commits === this.#of) return;
    this.#of = commits;
    const before = this.#known;
    this.#known = new Map();
    this.#byWord = new Map();
    this.#length = new Map();
    this.#messages = commits
      .filter(({ paths }) => paths.length > 0 && paths.length <= MOST_FILES)
      .map((commit) => {
        const { counts, length } = before.get(commit.commit) ?? readMessage(commit);
        const message = { commit, counts, length };
        this.#known.set(commit.commit, message);
        return message;
      });
    let words = 0;
    for (const [at, { counts, commit, length }] of this.#messages.entries()) {
      words += length;
      for (const word of counts.keys()) {
        const list = this.#byWord.get(word);
        if (list === undefined) this.#byWord.set(word, [at]);
        else list.push(at);
      }
      const share = length * decay(at, WORD_HALF_LIFE) * commit.paths.length ** -0.3;
      for (const path of commit.paths) this.#length.set(path, (this.#length.get(path) ?? 0) + share);
    }
    this.#usualMessage = words / Math.max(1, this.#messages.length) || 1;
    const lengths = [...this.#length.values()];
    this.#usualFile = lengths.reduce((sum, one) => sum + one, 0) / Math.max(1, lengths.length) || 1;
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
  return { commit, counts, length };
}

function decay(age: number, halfLife: number): number {
  return 2 ** (-age / halfLife);
}
