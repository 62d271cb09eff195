/** Old lines that a change took away or altered; `last` is below `first` where lines were only put in, after line `last`. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** What `git diff -U0` says, by old path. A file that is new has no lines; a binary one no ranges. */
export function changedLines(diff: string): Map<string, LineRange[]> {
  const files = new Map<string, LineRange[]>();
  let ranges: LineRange[] = [];
  for (const line of diff.split('\n')) {
    const file = /^diff --git a\/(.+) b\/\1$/.exec(line)?.[1];
    if (file !== undefined) {
      ranges = [];
      files.set(file, ranges);
    }
    const hunk = /^@@ -(\d+)(?:,(\d+))? \+/.exec(line);
    if (hunk === null) continue;
    const at = Number(hunk[1]);
    const count = hunk[2] === undefined ? 1 : Number(hunk[2]);
    ranges.push(count === 0 ? { first: at + 1, last: at } : { first: at, last: at + count - 1 });
  }
  return files;
}
