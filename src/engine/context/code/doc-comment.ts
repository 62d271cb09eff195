/** A comment's lines and the column it begins in, all from 0. */
export interface CommentLines {
  readonly first: number;
  readonly last: number;
  readonly column: number;
}

/** Characters of a doc comment that are kept. */
const LENGTH = 500;
/** Lines above a definition that may belong to it. */
const LINES_ABOVE = 200;

type DocReader = (
  startLine: number,
  docstring: string | undefined,
) => { readonly doc: string | undefined; readonly firstLine: number };

/**
 * Finds the comment right above a definition, past annotations such as `@Override` and `#[inline]`. Comments that stand behind
 * code on their line belong to that code. A docstring inside the definition comes first.
 */
export function createDocReader(lines: readonly string[], comments: readonly CommentLines[]): DocReader {
  const own = new Set<number>();
  for (const { first, last, column } of comments) {
    if (!/^\s*$/.test((lines[first] ?? '').slice(0, column))) continue;
    for (let row = first; row <= last; row++) own.add(row);
  }
  return (startLine, docstring) => {
    const above: string[] = [];
    let row = startLine - 2;
    for (; row >= 0 && row >= startLine - LINES_ABOVE; row--) {
      const line = lines[row] ?? '';
      if (own.has(row)) above.unshift(line);
      else if (!/^\s*(@|#\[|\[\w)/.test(line)) break;
    }
    const doc = clean(docstring ?? above.join('\n'));
    return { doc: doc === '' ? undefined : doc, firstLine: row + 2 };
  };
}

const CLOSING_MARK = /\s*(?:\*+\/|"""|''')\s*$/;
/** What C# writes around the parts of a doc comment. */
const XML_TAG = /<\/?(?:summary|remarks|param|returns|para)\b[^>]*>/g;

/** The words of a comment without its marks, on one line. */
function clean(comment: string): string {
  return comment
    .slice(0, LENGTH * 3)
    .split('\n')
    .map((line) => line.replace(/^\s*(?:\/\*+!?|\*+\/|\*(?!\/)|\/\/[/!]*|#+|--+|[rRuUbB]?(?:"""|''')|["'])?\s?/, ''))
    .map((line) => line.replace(CLOSING_MARK, '').replace(XML_TAG, '').trim())
    .filter((line) => line !== '')
    .join(' ')
    .slice(0, LENGTH);
}
