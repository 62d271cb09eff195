/** The name within two edits (Levenshtein) of what was written, the nearest first; `undefined` when none is. */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  if (written.length > 40) return undefined;
  return names
    .map((name) => ({ name, edits: distance(written, name) }))
    .filter(({ edits, name }) => edits <= Math.min(2, name.length - 2))
    .sort((a, b) => a.edits - b.edits)[0]?.name;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const cost = letter === other ? 0 : 1;
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + cost));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
