import type { AgentId } from './agent.ts';
import type { Answer, Tier } from './answer.ts';

/** Which cached answers are meant; every given part must fit. */
export interface CacheFilter {
  readonly agent?: AgentId;
  /** A file that the answer rests on, relative path. */
  readonly file?: string;
  /** Part of the question or of a path, in any case. */
  readonly text?: string;
}

/** A cached answer as lists show it. */
export interface CacheEntry {
  readonly digest: string;
  /** The first words of the question. */
  readonly question: string;
  readonly agent: AgentId;
  readonly backend: string;
  /** Files it rests on or points at, in order of mention. */
  readonly files: readonly string[];
  /** ms since the epoch. */
  readonly createdAt: number;
  /** Last served or made, ms since the epoch. */
  readonly usedAt: number;
  /** As kept on disk, or an estimate where it is in memory only. */
  readonly bytes: number;
  /** How often it was served. */
  readonly hits: number;
  /** Generation time that its hits saved, ms. */
  readonly savedMs: number;
  /** Tokens that its hits saved. */
  readonly savedTokens: number;
  readonly tiers: readonly Exclude<Tier, 'none'>[];
}

/** One cached answer in full. */
export interface CacheDetail {
  readonly entry: CacheEntry;
  readonly answer: Answer;
}

/** What a check of the whole disk tier found. */
export interface CacheReport {
  readonly ok: boolean;
  readonly checked: number;
  /** Digests whose rows were damaged; they have been removed. */
  readonly damaged: readonly string[];
  /** What SQLite's integrity check said: `ok`, else the first faults. */
  readonly integrity: string;
}

/** Where the disk tier is and what it takes. */
export interface CacheStore {
  /** Absolute path; absent when answers are kept in memory only. */
  readonly path?: string;
  /** Bytes of the database and its log on disk. */
  readonly bytes: number;
}

/** Why a question would hit or miss now, and what it was the last time. */
export interface CacheWhy {
  readonly question: string;
  readonly agent: AgentId;
  /** Digest of the prompt that would be sent now. */
  readonly digest: string;
  /** Where its answer is, or `none`. */
  readonly tier: Tier;
  /** One phrase for people: `changed: src/a.ts`, `the model changed: …`. */
  readonly reason: string;
  /** Files that its context rests on now. */
  readonly files: readonly string[];
  /** The time before; absent when it was never asked here. */
  readonly last?: { readonly digest: string; readonly askedAt: number; readonly times: number };
}

/** Whether a kept answer would be served now. */
export interface CacheStanding {
  /**
   * `valid`: its question, asked now, gets it. `stale`: what it rests on changed; it is served again when that is undone.
   * `replaced`: the question has a newer answer. `unknown`: its question cannot be asked again by itself (a conversation, a selection).
   */
  readonly standing: 'valid' | 'stale' | 'replaced' | 'unknown';
  /** One phrase for people. */
  readonly reason: string;
}
