import type { Entry } from '../index/catalogue.ts';
import type { Evidence } from './evidence.ts';
import type { OwnSignal } from './fuse.ts';
import type { ContentScore } from './signals/content.ts';

/** By signal, what one file has of it by itself; units are the signal's own. */
export type Strength = Readonly<Record<OwnSignal, number>>;

/** What a file has of each signal that does not hang on which other files are good. */
export function strengthOf(
  { id, path }: Entry,
  content: ContentScore,
  inPath: number,
  { names, defined, phrases, pathPhrases, past }: Evidence,
): Strength {
  return {
    chunks: content.chunks,
    file: content.file,
    spread: content.spread,
    names: names.of(id),
    defines: defined.scores.get(path) ?? 0,
    identifiers: content.identifiers,
    path: inPath,
    pathPhrase: pathPhrases.score(path),
    phrase: phrases.scores.get(path) ?? 0,
    messages: past.said(path),
    votes: past.votes.get(path) ?? 0,
  };
}
