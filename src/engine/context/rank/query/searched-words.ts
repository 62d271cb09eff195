import type { WeighedWord } from './weigh-words.ts';

/** Chunks in which words may stand, all together, for the text search to look for them: rarer words come first. */
const SEARCHED = 60_000;
/** Words looked for in any case. */
const AT_LEAST = 3;
/** Words that weigh less find no candidates of their own. */
const FINDS = 0.3;

/** Words for the text search: rare ones first, as many as the search may look at; words of little weight only without others. */
export function searchedWords(words: readonly WeighedWord[]): WeighedWord[] {
  const known = words.filter(({ having }) => having > 0);
  const heavy = known.filter(({ weight }) => weight > FINDS);
  const chosen: WeighedWord[] = [];
  let rows = 0;
  for (const word of (heavy.length > 0 ? heavy : known).toSorted((a, b) => a.having - b.having)) {
    rows += word.having;
    if (rows > SEARCHED && chosen.length >= AT_LEAST) break;
    chosen.push(word);
  }
  return chosen.length > 0 ? chosen : [...words];
}
