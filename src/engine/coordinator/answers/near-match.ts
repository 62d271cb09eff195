/** How much of the words must agree, by Dice's coefficient. */
const ALIKE = 0.6;

const FILLER = new Set(
  'a about actually am an and any are as at be by can could do does exactly for from give has have i if in into is it its just kind let me my of on or our out please really s should so some tell than that the their them then there these they this those to us was we were which will with would you your here code'.split(
    ' ',
  ),
);

/** Words that ask for the same thing; the first stands for all. What is in no group stands for itself. */
const SAME = groups(
  'explain describe what how work works working show understand clarify meaning mean means',
  'where find locate place defined located',
  'why reason cause because',
  'remove delete drop erase uninstall',
  'add create implement write build introduce make insert',
  'change modify alter update edit adapt',
  'fix repair mend solve resolve',
  'rename',
  'test tests testing tested',
  'fail fails failing failed failure break breaks broken',
  'slow slower performance',
  'error errors exception exceptions',
  'call calls called calling caller callers',
  'use uses used using usage',
  'store stores stored storing keep keeps kept save saves saved',
);

/** What somebody wants done: questions that want different things are never alike. */
const DEEDS = new Set(
  'explain where why remove add change fix rename test move merge split refactor replace optimize optimise document review compare list count who when revert migrate upgrade downgrade enable disable'.split(
    ' ',
  ),
);

const NEGATIONS = /\b(?:not|no|never|none|without|except|neither|nor|cannot|unless|instead|only|n't)\b|n't\b/g;

/** Words of which one cannot stand for the other. */
const OPPOSITES = new Set(
  'before after first last start stop begin end open close read write get set min max minimum maximum increase decrease more less enable disable encode decode encrypt decrypt sync async client server request response input output left right up down true false null undefined always inside outside old new public private import export parent child push pull lock unlock allow deny include exclude success failure mount unmount connect disconnect ascending descending'.split(
    ' ',
  ),
);

/** A question with what must agree already taken from it. */
export interface NearParts {
  readonly strict: string;
  readonly words: ReadonlySet<string>;
}

/**
 * Whether two questions ask the same in other words. Identifiers, numbers, paths, quoted names, negations and what is to be
 * done must agree exactly; of the other words, most. Careful rather than clever: "explain X" is never taken for "remove X".
 */
export function nearMatch(one: string, other: string): boolean {
  return nearPartsMatch(nearParts(one), nearParts(other));
}

/** As `nearMatch`, of questions taken apart before. */
export function nearPartsMatch(a: NearParts, b: NearParts): boolean {
  if (a.strict !== b.strict) return false;
  let common = 0;
  for (const word of a.words) {
    if (b.words.has(word)) common++;
    else if (OPPOSITES.has(word)) return false;
  }
  for (const word of b.words) if (!a.words.has(word) && OPPOSITES.has(word)) return false;
  const all = a.words.size + b.words.size;
  return all === 0 ? a.strict !== '' : (2 * common) / all >= ALIKE;
}

const QUOTE = /["'`]/;

/** Quoted; paths; identifiers with structure and numbers: they mean themselves, in their own case. Each with what every one of them has. */
const NAMES: readonly (readonly [sign: RegExp, name: RegExp])[] = [
  [QUOTE, /`[^`]+`|"[^"]+"|'[^'\s][^']*'(?!\w)/g],
  [/[./\\@#]/, /(?:[\w@.-]*[/\\])+[\w@.-]+|\b[\w-]+\.[a-z]\w{0,4}\b|[@#][\w-]+/gi],
  [
    /[\d_(.:]|[A-Za-z\d][A-Z]/,
    /\b(?:\w*[a-z\d]_\w+|_\w+|\w*[a-z\d][A-Z]\w*|[A-Z]{2,}\w*|\w+\(\)|\w*\d[\w.]*|\w+(?:\.\w+)+|\w+::\w+)/g,
  ],
];

/** Takes a question apart. */
export function nearParts(question: string): NearParts {
  const names: string[] = [];
  let rest = question.normalize('NFC').replace(/[’‘]/g, "'");
  for (const [sign, name] of NAMES) {
    if (!sign.test(rest)) continue;
    rest = rest.replace(name, (found) => {
      const inner = sign === QUOTE ? found.slice(1, -1) : found;
      const bare = inner.endsWith('()') ? inner.slice(0, -2) : inner;
      if (!names.includes(bare)) names.push(bare);
      return ' ';
    });
  }
  const lower = rest.toLowerCase();
  const negations = lower.match(NEGATIONS)?.length ?? 0;
  const words = new Set<string>();
  const deeds: string[] = [];
  const positive = negations === 0 ? lower : lower.replace(NEGATIONS, ' ');
  for (const word of positive.match(ASCII.test(lower) ? ASCII_WORDS : WORDS) ?? []) {
    const meant = SAME.get(word) ?? stem(word);
    if (!DEEDS.has(meant)) {
      if (!FILLER.has(word)) words.add(meant);
    } else if (!deeds.includes(meant)) deeds.push(meant);
  }
  const named = names.length === 0 ? '' : JSON.stringify(sorted(names));
  return { strict: [named, sorted(deeds).join(), negations].join(' '), words };
}

function sorted(words: string[]): string[] {
  return words.length < 2 ? words : words.sort();
}

const WORDS = /[\p{L}\p{N}]+/gu;
/** The same where there is nothing else: a third of the time. */
const ASCII_WORDS = /[a-z\d]+/g;
const ASCII = /^[\0-\x7f]*$/;

/** Plural and singular are one word. */
function stem(word: string): string {
  return word.length > 4 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

function groups(...lines: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    lines.flatMap((line) => {
      const words = line.split(' ');
      return words.map((word) => [word, words[0] ?? word] as const);
    }),
  );
}
