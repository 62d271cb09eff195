import type { Definition } from '../../domain/project-view.ts';
import type { WeighedWord } from './query/weigh-words.ts';
import { wordsOfName } from './terms/words-of-name.ts';

/** A definition whose name has words of the question. */
export interface MatchedDefinition {
  readonly line: number;
  readonly endLine: number;
  /** What the words are worth, shared among the words of the name: higher is better. */
  readonly score: number;
}

/** Definitions whose names match, by line: what packing shows first. */
export function matchDefinitions(
  definitions: readonly Definition[],
  words: readonly WeighedWord[],
): MatchedDefinition[] {
  const values = new Map(words.map(({ word, value }) => [word, value]));
  return definitions.flatMap(({ name, line, endLine }) => {
    const all = wordsOfName(name);
    let worth = 0;
    for (const word of all) worth += values.get(word) ?? 0;
    return worth > 0 ? [{ line, endLine, score: worth / Math.sqrt(all.size) }] : [];
  });
}
