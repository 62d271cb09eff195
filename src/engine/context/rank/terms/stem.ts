/** Endings that make one word of many, longest first, and what is left of them. After Porter (1980), steps 2 to 5, but only the commonest. */
const ENDINGS: readonly (readonly [ending: string, rest: string])[] = [
  ['ization', 'iz'],
  ['isation', 'iz'],
  ['ability', ''],
  ['ibility', ''],
  ['ations', 'at'],
  ['ation', 'at'],
  ['ator', 'at'],
  ['izer', 'iz'],
  ['iser', 'iz'],
  ['ment', ''],
  ['ness', ''],
  ['ly', ''],
  ['able', ''],
  ['ible', ''],
  ['ive', ''],
  ['ions', ''],
  ['ion', ''],
  ['er', ''],
  ['or', ''],
  ['al', ''],
];
/** British ends of words, and of stems, and how they are spelled elsewhere; words that have no other spelling end so alike. */
const BRITISH: typeof ENDINGS = [
  ['our', 'or'],
  ['ogue', 'og'],
  ['tre', 'ter'],
  ['bre', 'ber'],
];
const BRITISH_STEMS: typeof ENDINGS = [
  ['lysis', 'lyz'],
  ['lys', 'lyz'],
  ['is', 'iz'],
];
/** Forms that no ending tells, of words that code is named by. */
const IRREGULAR: ReadonlyMap<string, string> = new Map(
  'broke:break broken:break built:build caught:catch children:child chosen:choose given:give hidden:hide indices:index kept:keep lost:lose matrices:matrix ran:run sent:send taken:take threw:throw thrown:throw vertices:vertex written:write wrote:write'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);
/** Letters of the shortest stem that keeps no double l: `cancelled` and `cancel`, `installer` and `install`. */
const ONE_L = 6;
/** Letters of the longest stem that keeps its double letter: `added` is of `add`, `mapped` of `map`. */
const DOUBLED = 3;
/** Letters of the shortest word that is spelled in two ways; `four` and `this` are not. */
const SPELLED = 6;
/** Letters that must be left of a word. */
const SHORTEST = 4;
/** Words remembered; then all are forgotten, since most come again at once. */
const REMEMBERED = 16000;

const known = new Map<string, string>();

/**
 * The stem of a lower-case word, lightly: `routes`, `routing` and `router` are one, `class` stays. Words with other letters
 * than a to z, names with digits and short words are left as they are.
 */
export function stem(word: string): string {
  const found = known.get(word);
  if (found !== undefined) return found;
  const made = word.length < SHORTEST || /[^a-z]/.test(word) ? word : cut(word);
  if (known.size >= REMEMBERED) known.clear();
  known.set(word, made);
  return made;
}

function cut(word: string): string {
  const known = IRREGULAR.get(word) ?? word;
  let left = american(inflection(singular(known)), BRITISH);
  for (const [ending, rest] of ENDINGS) {
    if (!left.endsWith(ending) || left.length - ending.length < SHORTEST) continue;
    left = left.slice(0, -ending.length) + rest;
    break;
  }
  if (left.endsWith('e') && left.length > SHORTEST) left = left.slice(0, -1);
  left = american(left, BRITISH_STEMS);
  if (left.endsWith('ll') && left.length >= ONE_L) left = left.slice(0, -1);
  return left.endsWith('y') && left.length >= SHORTEST ? `${left.slice(0, -1)}i` : left;
}

/** `behaviour` and `behavior`, `serialise` and `serialize`, `centre` and `center` are spelled in one way. */
function american(word: string, spellings: typeof BRITISH): string {
  if (word.length < SPELLED) return word;
  for (const [british, spelled] of spellings) {
    if (word.endsWith(british)) return word.slice(0, -british.length) + spelled;
  }
  return word;
}

function singular(word: string): string {
  if (word.endsWith('ies') && word.length > SHORTEST) return `${word.slice(0, -3)}y`;
  if (/(?:ss|us|is)$/.test(word)) return word;
  if (/(?:sses|xes|ches|shes|zes)$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

/** `mapping` and `mapped` are `map`; `string` and `red` have no vowel before, or too little. */
function inflection(word: string): string {
  for (const [ending, shortest] of [
    ['ing', SHORTEST + 2],
    ['ed', SHORTEST + 1],
  ] as const) {
    const rest = word.slice(0, -ending.length);
    if (!word.endsWith(ending) || word.length < shortest || !/[aeiouy]/.test(rest)) continue;
    return rest.length > DOUBLED && /([bdfgmnprt])\1$/.test(rest) ? rest.slice(0, -1) : rest;
  }
  return word;
}
