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

/** The words of the names of definitions, for as long as these are at hand. */
const known = new WeakMap<readonly Definition[], readonly ReadonlySet<string>[]>();

/** Definitions whose names match, by line: what packing shows first. */
export function matchDefinitions(
  definitions: readonly Definition[],
  words: readonly WeighedWord[],
): MatchedDefinition[] {
  const values = new Map(words.map(({ word, value }) => [word, value]));
  const names = known.get(definitions) ?? definitions.map(({ name }) => wordsOfName(name));
  known.set(definitions, names);
  const matched: MatchedDefinition[] = [];
  for (let at = 0; at < definitions.length; at++) {
    const { line, endLine } = definitions[at] as Definition;
    const all = names[at] as ReadonlySet<string>;
    let worth = 0;
    for (const word of all) worth += values.get(word) ?? 0;
    if (worth > 0) matched.push({ line, endLine, score: worth / Math.sqrt(all.size) });
  }
  return matched;
}
