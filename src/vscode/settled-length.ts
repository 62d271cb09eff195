const LABEL = /\[(?:[^[\]\\]|\\.)*\]/y;
const LABEL_BEGUN = /\[(?:[^[\]\\]|\\.)*\\?$/y;
const TARGET = /\([^()\s]+\)/y;
const TARGET_BEGUN = /\([^()\s]*$/y;

/**
 * How many characters at the beginning of an unfinished line mean the same whatever follows: all, or those before a link or
 * code that is begun. What counts as either is what `linkMarkdown` looks for.
 */
export function settledLength(line: string): number {
  for (let at = 0; at < line.length; ) {
    const char = line[at];
    if (char === '`') {
      const end = endOfCode(line, at);
      if (end < 0) return at;
      at = end;
    } else if (char === '[') {
      if (matches(LABEL_BEGUN, line, at)) return at;
      const label = matches(LABEL, line, at) ? LABEL.lastIndex : -1;
      if (label === line.length || (label >= 0 && matches(TARGET_BEGUN, line, label))) return at;
      at = label >= 0 && matches(TARGET, line, label) ? TARGET.lastIndex : at + 1;
    } else at++;
  }
  return line.length;
}

/** Behind the code that begins here; -1 where it does not end yet. */
function endOfCode(line: string, at: number): number {
  if (/^`{1,2}$/.test(line.slice(at, at + 3))) return -1;
  const ticks = line.startsWith('```', at) ? '```' : '`';
  const end = line.indexOf(ticks, at + ticks.length);
  return end < 0 ? -1 : end + ticks.length;
}

function matches(pattern: RegExp, line: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(line);
}
