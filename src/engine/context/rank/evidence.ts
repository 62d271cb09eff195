import type { Question } from '../../domain/question.ts';
import type { FileIndex } from '../index/file-index.ts';
import type { FileScores } from '../index/file-scores.ts';
import { mentionedPaths } from './query/mentioned-paths.ts';
import { type QueryWord, readQuery } from './query/read-query.ts';
import { searchedWords } from './query/searched-words.ts';
import { type WeighedWord, weighWords } from './query/weigh-words.ts';
import { type Defined, findDefinitions } from './signals/definitions.ts';
import type { PastScores } from './signals/past-commits.ts';
import { PathPhrases } from './signals/path-phrases.ts';
import { PathWords } from './signals/path-words.ts';
import { findPhrases, type Phrases } from './signals/phrases.ts';

/** What index and history say about a question before any file is looked at by itself. */
export interface Evidence {
  readonly words: readonly WeighedWord[];
  /** Words that the text search looks for. */
  readonly searched: readonly WeighedWord[];
  /** It is about the types that a file declares, not about what it does. */
  readonly aboutTypes: boolean;
  /** Paths that the question or the editor names, and why. */
  readonly mentioned: ReadonlyMap<string, string>;
  /** How well the names that a file defines match, and what their comments say. */
  readonly names: FileScores;
  readonly defined: Defined;
  readonly phrases: Phrases;
  readonly past: PastScores;
  readonly paths: PathWords;
  readonly pathPhrases: PathPhrases;
}

/** Looks a question up. */
export function findEvidence(
  index: FileIndex,
  question: Question,
  past: (words: readonly QueryWord[]) => PastScores,
): Evidence {
  const { search } = index;
  const query = readQuery(question);
  const files = Math.max(1, index.count());
  const words = weighWords(query.words, search, Math.max(1, index.productChunks()));
  const searched = searchedWords(words);
  return {
    words,
    searched,
    aboutTypes: query.aboutTypes,
    mentioned: mentionedPaths(index, question),
    names: search.symbols(searched),
    defined: findDefinitions(index, query, files),
    phrases: findPhrases(search, query, words, files),
    past: past(query.words),
    paths: new PathWords(search, query.words, files),
    pathPhrases: new PathPhrases(query),
  };
}
