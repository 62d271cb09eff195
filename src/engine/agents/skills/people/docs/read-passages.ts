import { asProse } from './as-prose.ts';

/** A paragraph or list item of a document, as prose, under its headings. Lines count from 1, inclusive. */
export interface Passage {
  readonly line: number;
  readonly endLine: number;
  /** The headings above it, the outermost first. */
  readonly headings: readonly string[];
  /** Whether it is the first below its heading, which says what the section is about. */
  readonly opens: boolean;
  /** On one line, without marks of Markdown and reStructuredText. */
  readonly text: string;
  /** The block of code that follows it or stands in it. */
  readonly code?: { readonly language: string; readonly text: string };
}

/** Passages kept of one document; later ones are left out. */
const MOST = 4_000;
const CODE_LINES = 16;
/** Characters from which a passage that announces a list takes no more of its items. */
const ANNOUNCED = 400;
/** Lines of a heading between tags. */
const TAGGED = 4;
/** An item of a table of contents. */
const CONTENTS = /^\s*(?:[-*+•]|\d+[.)])\s+\[[^\]]*\]\(#[^)]*\)\s*$/;
const ITEM = /^\s*(?:[-*+•]|\d+[.)])\s+|^\s*\|/;
const UNDERLINE = /^([=\-~^"'`#*+:.])\1{2,}\s*$/;
const DIRECTIVE = /^\.\.\s+(?:code-block|sourcecode|code)::\s*(?<language>\w*)/;

interface Open {
  headings: string[];
  /** Depth of each heading above; in reStructuredText the marks by their first use. */
  levels: number[];
  opens: boolean;
}

/** A document of Markdown, reStructuredText, AsciiDoc or plain text as passages, in order. */
export function readPassages(document: string): readonly Passage[] {
  const lines = document.split(/\r?\n/);
  const marks: string[] = [];
  const open: Open = { headings: [], levels: [], opens: true };
  const found: Passage[] = [];
  for (let at = 0; at < lines.length && found.length < MOST; ) {
    const text = lines[at] ?? '';
    const heading = headingAt(lines, at, marks);
    if (heading !== undefined) {
      under(open, heading.level, heading.text);
      at += heading.lines;
      continue;
    }
    const code = codeAt(lines, at);
    if (code !== undefined) {
      addCode(found, open, code, at);
      at = code.end;
      continue;
    }
    if (text.trim() === '' || /^\s*\.\.\s|^\s*:\w[\w ]*:(?:\s|$)/.test(text)) {
      at++;
      continue;
    }
    const end = endOfBlock(lines, at, marks);
    for (const [from, to] of items(lines, at, end)) {
      if (to === from + 1 && CONTENTS.test(lines[from] ?? '')) continue;
      const prose = asProse(lines.slice(from, to));
      if (!/\p{L}{3}/u.test(prose)) continue;
      found.push({ ...passageUnder(open, prose), line: from + 1, endLine: to });
    }
    at = Math.max(end, at + 1);
  }
  return found.map((passage, at) => withItems(passage, found, at));
}

/** `These are the ways:` says nothing without the items that follow. */
function withItems(passage: Passage, all: readonly Passage[], at: number): Passage {
  if (!passage.text.endsWith(':') || passage.code !== undefined) return passage;
  let { text, endLine } = passage;
  for (const next of all.slice(at + 1)) {
    if (text.length > ANNOUNCED || next.headings.at(-1) !== passage.headings.at(-1)) break;
    text += ` • ${next.text}`;
    endLine = next.endLine;
  }
  return { ...passage, text, endLine };
}

/** Code belongs to the passage above it; in a section without one its heading says what it is. */
function addCode(
  found: Passage[],
  open: Open,
  code: { readonly language: string; readonly lines: readonly string[]; readonly end: number },
  at: number,
): void {
  const text = code.lines.slice(0, CODE_LINES).join('\n');
  const heading = open.headings.at(-1);
  const last = found.at(-1);
  if (text.trim() === '') return;
  if (open.opens && heading !== undefined)
    found.push({
      ...passageUnder(open, heading),
      line: at,
      endLine: code.end,
      code: { language: code.language, text },
    });
  else if (last !== undefined && last.code === undefined)
    found[found.length - 1] = { ...last, code: { language: code.language, text } };
}

function passageUnder(open: Open, text: string): Pick<Passage, 'headings' | 'opens' | 'text'> {
  const { opens } = open;
  open.opens = false;
  return { headings: [...open.headings], opens, text };
}

function under(open: Open, level: number, text: string): void {
  while ((open.levels.at(-1) ?? 0) >= level) {
    open.levels.pop();
    open.headings.pop();
  }
  open.levels.push(level);
  open.headings.push(text);
  open.opens = true;
}

function headingAt(
  lines: readonly string[],
  at: number,
  marks: string[],
): { readonly level: number; readonly text: string; readonly lines: number } | undefined {
  const text = lines[at] ?? '';
  const marked = /^(?<marks>#{1,6}|={2,6})\s+(?<title>\S.*?)\s*[#=]*$/.exec(text)?.groups;
  if (marked !== undefined) return { level: marked.marks?.length ?? 1, text: asProse([marked.title ?? '']), lines: 1 };
  const tagged = taggedHeading(lines, at);
  if (tagged !== undefined) return tagged;
  const over = UNDERLINE.test(text) && UNDERLINE.test(lines[at + 2] ?? '') && text[0] === lines[at + 2]?.[0];
  const title = lines[over ? at + 1 : at] ?? '';
  const line = lines[over ? at + 2 : at + 1] ?? '';
  if (!UNDERLINE.test(line) || !/^\s?\S/.test(title) || UNDERLINE.test(title) || title.length > line.trim().length + 4)
    return undefined;
  const mark = `${over}${line[0]}`;
  if (!marks.includes(mark)) marks.push(mark);
  return { level: marks.indexOf(mark) + 1, text: asProse([title]), lines: over ? 3 : 2 };
}

/** A heading as HTML, on one line or on the few between its tags; a centred one is a banner. */
function taggedHeading(
  lines: readonly string[],
  at: number,
): { readonly level: number; readonly text: string; readonly lines: number } | undefined {
  const level = /^\s*<h([1-6])\b(?![^>]*\balign=)/i.exec(lines[at] ?? '')?.[1];
  if (level === undefined) return undefined;
  const last = lines.slice(at, at + TAGGED).findIndex((one) => /<\/h[1-6]>\s*$/i.test(one));
  const text = last < 0 ? '' : asProse(lines.slice(at, at + last + 1));
  return text === '' ? undefined : { level: Number(level), text, lines: last + 1 };
}

/** A fenced block, a directive with code, or what is indented below a line that ends in `::`. */
function codeAt(
  lines: readonly string[],
  at: number,
): { readonly language: string; readonly lines: readonly string[]; readonly end: number } | undefined {
  const text = lines[at] ?? '';
  const fence = /^\s*(?<fence>`{3,}|~{3,}|-{4,}$)\s*(?<language>[\w+#-]*)/.exec(text)?.groups;
  if (fence?.fence !== undefined) {
    const close = lines.findIndex((one, where) => where > at && one.trim().startsWith(fence.fence ?? ''));
    if (close < 0) return fence.fence.startsWith('-') ? undefined : { language: '', lines: [], end: at + 1 };
    return { language: fence.language ?? '', lines: unindented(lines.slice(at + 1, close)), end: close + 1 };
  }
  const directive = DIRECTIVE.exec(text)?.groups;
  const literal = /^\s{3,}\S/.test(text) && /::\s*$/.test(lastText(lines, at));
  if (directive === undefined && !literal) return undefined;
  let end = directive === undefined ? at : at + 1;
  while (end < lines.length && (/^\s+\S/.test(lines[end] ?? '') || (lines[end] ?? '').trim() === '')) end++;
  const inside = lines.slice(directive === undefined ? at : at + 1, end).filter((one) => !/^\s+:\w+:/.test(one));
  return { language: directive?.language ?? '', lines: unindented(inside), end };
}

/** The line with text before this one. */
function lastText(lines: readonly string[], at: number): string {
  return lines.slice(Math.max(0, at - 3), at).findLast((one) => one.trim() !== '') ?? '';
}

function unindented(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((one) => one.trim() !== '');
  const last = lines.findLastIndex((one) => one.trim() !== '');
  const inner = first < 0 ? [] : lines.slice(first, last + 1);
  const indent = Math.min(
    ...inner.filter((one) => one.trim() !== '').map((one) => one.length - one.trimStart().length),
  );
  return inner.map((one) => one.slice(indent));
}

function endOfBlock(lines: readonly string[], at: number, marks: readonly string[]): number {
  let end = at + 1;
  while (end < lines.length && (lines[end] ?? '').trim() !== '' && !/^\s*(?:`{3}|~{3})/.test(lines[end] ?? '')) {
    if (headingAt(lines, end, [...marks]) !== undefined) break;
    end++;
  }
  return end;
}

/** A paragraph as it is; each item of a list and row of a table by itself. */
function items(lines: readonly string[], from: number, to: number): readonly (readonly [number, number])[] {
  const starts = lines.slice(from, to).flatMap((text, at) => (at === 0 || ITEM.test(text) ? [from + at] : []));
  return starts.map((start, at) => [start, starts[at + 1] ?? to]);
}
