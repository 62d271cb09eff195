import { limits } from '../limits.ts';
import type { ProposedEdit } from './answer.ts';

/** `js lib/a.js:10-14` replaces lines, `js lib/a.js:14+` follows one, `js lib/new.js` is a new file. */
const PLACE = /^[\w+#-]*\s+(?<path>[^\s:]+\.\w+)(?::(?<from>\d{1,7})(?:-(?<to>\d{1,7})|(?<after>\+))?)?\s*$/;

interface CodeBlock {
  readonly info: string;
  /** With its last line break. */
  readonly text: string;
}

/**
 * The changes that an answer proposes: its fenced blocks whose info string names a file, in order. An edit with `to` below `from` replaces
 * nothing: its text goes before line `from`, which is 1 for a new file.
 */
export function parseEdits(markdown: string): readonly ProposedEdit[] {
  return codeBlocks(markdown)
    .flatMap(({ info, text }): readonly ProposedEdit[] => {
      const place = PLACE.exec(info)?.groups;
      const path = place?.path?.replace(/^\.\//, '');
      if (path === undefined || path.split(/[\\/]/).includes('..') || /^[\\/]|^[a-z]:/i.test(path)) return [];
      const from = place?.from === undefined ? 1 : Number(place.from) + (place.after === undefined ? 0 : 1);
      const to = place?.from === undefined || place.after !== undefined ? from - 1 : Number(place.to ?? place.from);
      // Nothing comes before the first line: it would be taken for a new file, and that for the whole of one that is there.
      const isLine = place?.from === undefined || Number(place.from) > 0;
      return !isLine || to < from - 1 ? [] : [{ path, from, to, text }];
    })
    .slice(0, limits.proposedEdits);
}

/** The code of an answer that has just one fenced block, wherever it belongs; without its last line break. */
export function onlyCodeBlock(markdown: string): string | undefined {
  const [only, another] = codeBlocks(markdown);
  return another === undefined ? only?.text.replace(/\n$/, '') : undefined;
}

function codeBlocks(markdown: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { readonly fence: string; readonly info: string; readonly lines: string[] } | undefined;
  for (const line of markdown.split('\n')) {
    if (open === undefined) {
      const { fence, info } = /^(?<fence>`{3,}|~{3,})(?<info>[^`]*)$/.exec(line)?.groups ?? {};
      if (fence !== undefined) open = { fence, info: info ?? '', lines: [] };
    } else if (line.startsWith(open.fence) && line.trim() === open.fence) {
      blocks.push({ info: open.info, text: open.lines.map((one) => `${one}\n`).join('') });
      open = undefined;
    } else open.lines.push(line);
  }
  return blocks;
}
