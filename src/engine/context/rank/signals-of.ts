import type { Candidate } from './candidates.ts';
import type { Evidence } from './evidence.ts';
import type { Signals } from './fuse.ts';

/** What depends on which files are good: known only after a first ranking. */
export interface Around {
  /** What changes together with the best. */
  readonly company: ReadonlyMap<string, number>;
  /** What the best import. */
  readonly neighbours: ReadonlyMap<string, number>;
}

/** By signal, what each candidate has of it. */
export function signalsOf(
  candidates: ReadonlyMap<string, Candidate>,
  { words, names, defined, phrases, past, paths }: Evidence,
  { company, neighbours }: Around,
): Signals {
  const each = (of: (candidate: Candidate, path: string) => number): Map<string, number> =>
    new Map([...candidates].map(([path, candidate]) => [path, of(candidate, path)]));
  const among = (scores: ReadonlyMap<string, number>): Map<string, number> => each((_, path) => scores.get(path) ?? 0);
  const identifiers = new Map(words.filter(({ identifier }) => identifier).map(({ word, value }) => [word, value]));
  return {
    chunks: each(({ content }) => content.chunks),
    file: each(({ content }) => content.file),
    names: among(names),
    defines: among(defined.scores),
    identifiers: each(({ content }) => content.matched.reduce((sum, word) => sum + (identifiers.get(word) ?? 0), 0)),
    path: each((_, path) => paths.score(path).score),
    phrase: among(phrases.scores),
    messages: among(past.messages),
    votes: among(past.votes),
    company: among(company),
    neighbours: among(neighbours),
  };
}
