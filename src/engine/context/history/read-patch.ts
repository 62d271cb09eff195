/** What one commit did to one file. */
export interface FilePatch {
  /** As `git show` was asked for it. */
  readonly commit: string;
  readonly path: string;
  /** The file as the commit left it, lines without their ends. */
  readonly lines: readonly string[];
  /** Lines of it that the commit put in, from 1; where it only took lines out, the one before them. */
  readonly touched: readonly number[];
}

/**
 * Reads what `git show --format=%x01%h -U<all>` prints: since every file stands there whole, its lines after the commit are known too.
 * Files that the commit made, took away or moved, and binary ones, are left out: of those nothing was changed, line by line.
 */
export function readPatch(patch: string): FilePatch[] {
  const rows = patch.split('\n');
  const found: FilePatch[] = [];
  let commit = '';
  let made = false;
  let path: string | undefined;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? '';
    if (row.startsWith('\u0001')) commit = row.slice(1);
    else if (row.startsWith('diff --git ')) {
      made = false;
      path = undefined;
    } else if (/^(?:new file|deleted file|rename|copy|similarity) /.test(row)) made = true;
    else if (row.startsWith('+++ b/')) path = row.slice('+++ b/'.length).replace(/\t$/, '');
    else if (row.startsWith('@@ ')) {
      const hunk = readHunk(rows, at);
      at = hunk.end;
      if (path !== undefined && !made) found.push({ commit, path, lines: hunk.lines, touched: hunk.touched });
    }
  }
  return found;
}

/** By its counts alone: a line of a file may look like anything. */
function readHunk(
  rows: readonly string[],
  at: number,
): { readonly lines: readonly string[]; readonly touched: readonly number[]; readonly end: number } {
  const [, old = '1', now = '1'] = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(rows[at] ?? '') ?? [];
  let olds = Number(old);
  let news = Number(now);
  const lines: string[] = [];
  const touched = new Set<number>();
  let end = at;
  while ((olds > 0 || news > 0) && end + 1 < rows.length) {
    const row = rows[++end] ?? '';
    if (row.startsWith('\\')) continue;
    if (row.startsWith('-')) {
      olds--;
      touched.add(Math.max(1, lines.length));
      continue;
    }
    news--;
    lines.push(row.slice(1).replace(/\r$/, ''));
    if (row.startsWith('+')) touched.add(lines.length);
    else olds--;
  }
  return { lines, touched: [...touched].sort((a, b) => a - b), end };
}
