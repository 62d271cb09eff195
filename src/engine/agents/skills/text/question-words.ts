import { splitName } from './split-name.ts';

/** Words that questions are made of and code is not about. */
const COMMON = new Set(
  `about actually after again also always anything anyone because been before being between both came cannot code could
  does doing done down during each else ever every file files find first from function gets give given goes going happen happens
  have having here hers into itself just know less like line lines look make makes many mean method module more most much must
  need needs never once only other over part parts please project should show shows since some something still such sure take
  tell than that their them then there these they thing things this those through time times twice under until used uses
  using very want wants well were what when where whether which while will with without work works would wrong your
  which why how who does add adds new any the and for are was has had not but can its our you all out one two get got did too
  yet off may own per via let set see sometimes often usually comes come coming cause causes caused mean means seem seems
  say says said anywhere really currently exactly related able new now another`.split(/\s+/),
);

/** Words of a question that may be names in code: whole identifiers and their parts, lower case, three letters or more. */
export function questionWords(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const [word] of text.slice(0, 4_000).matchAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu)) {
    for (const part of [word.toLowerCase(), ...splitName(word)]) {
      if (part.length >= 3 && part.length <= 64 && !COMMON.has(part)) words.add(part);
    }
    if (words.size >= 64) break;
  }
  return words;
}

/** How well a name fits the words, 0 to 1: the whole name best, else the share of its parts; plural and past forms agree. */
export function nameMatch(name: string, words: ReadonlySet<string>): number {
  if (words.has(name.toLowerCase())) return 1;
  const parts = splitName(name).filter((part) => part.length >= 3);
  if (parts.length === 0) return 0;
  const hit = parts.filter((part) => [...words].some((word) => agree(word, part)));
  return (hit.length / parts.length) * 0.8;
}

/** Whether two words are forms of one, such as singular and plural. */
export function agree(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.length >= 4 ? long.startsWith(short) && long.length - short.length <= 4 : a === b;
}
