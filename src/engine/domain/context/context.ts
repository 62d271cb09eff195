import type { Finding } from '../finding.ts';

/** What WEE knows of the project as a whole: facts that change seldom. */
export interface ProjectFacts {
  readonly name: string;
  /** By share of indexed bytes, largest first; at most five. */
  readonly languages: readonly string[];
  /** `express`, `react`, `django`, …, where a manifest names one. */
  readonly framework?: string;
}

/** A file of the context and the part of it that is shown. */
export interface ContextFile {
  readonly path: string;
  readonly language: string;
  /** Why it was chosen, for people: `content: redirect, url`, `path`, `open in the editor`. */
  readonly why: readonly string[];
  /** Tokens of `text`, by gpt-tokenizer. */
  readonly tokens: number;
  /** Tokens of the whole file, estimated at four characters each: what it would have cost uncompressed. */
  readonly fullTokens: number;
  /** Line ranges shown in full, from 1, inclusive, ascending, disjoint. */
  readonly shown: readonly (readonly [from: number, to: number])[];
  /** What the model sees of the file, secrets already redacted. */
  readonly text: string;
  /** Fingerprint of the whole file; without one, all of it is shown. */
  readonly whole?: string;
}

/** A library that the project declares. */
export interface Dependency {
  readonly name: string;
  readonly version: string;
  /** Manifest that declares it, relative path. */
  readonly manifest: string;
}

/** A commit that touched a chosen file: a summary, not a diff. */
export interface Change {
  /** Abbreviated commit hash. */
  readonly commit: string;
  /** ISO day, `2026-11-20`: no clock time and no "2 days ago", which would change the prompt every day. */
  readonly day: string;
  readonly subject: string;
  readonly paths: readonly string[];
  /** Names of what it changed in them, where that is known. */
  readonly symbols?: readonly { readonly path: string; readonly names: readonly string[] }[];
}

/** The compressed project, as a prompt takes it. Byte-stable: the same workspace and question give the same context. */
export interface ProjectContext {
  readonly project: ProjectFacts;
  /** At most 20, in canonical order (by path), so that a small shift of scores changes nothing. */
  readonly files: readonly ContextFile[];
  /** The same paths, best first. Not part of the prompt. */
  readonly ranking: readonly string[];
  readonly dependencies: readonly Dependency[];
  readonly changes: readonly Change[];
  readonly findings: readonly Finding[];
  /** Tokens of everything above as the prompt lays it out; never more than `budget`. */
  readonly tokens: number;
  readonly budget: number;
  /** Secrets replaced. */
  readonly redacted: number;
}
