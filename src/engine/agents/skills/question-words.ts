/** Words of a question that may be names in code: whole identifiers and their parts, lower case, four letters or more. */
export function questionWords(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const [word] of text.slice(0, 4_000).matchAll(/[A-Za-z_$][\w$]*/g)) {
    for (const part of [word, ...word.replace(/([a-z\d])([A-Z])/g, '$1 $2').split(/[ _$]+/)]) {
      if (part.length >= 4) words.add(part.toLowerCase());
    }
  }
  return words;
}

/** How well a name fits the words, 0 to 1: the whole name best, else the share of its parts; plural and past forms agree. */
export function nameMatch(name: string, words: ReadonlySet<string>): number {
  if (words.has(name.toLowerCase())) return 1;
  const parts = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[ _$.]+/)
    .filter((part) => part.length >= 3);
  if (parts.length === 0) return 0;
  const hit = parts.filter((part) => [...words].some((word) => agree(word, part.toLowerCase())));
  return (hit.length / parts.length) * 0.8;
}

function agree(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.length >= 4 ? long.startsWith(short) && long.length - short.length <= 4 : a === b;
}
