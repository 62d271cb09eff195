import type { FileKind } from '../../../domain/project-view.ts';
import type { SkillInput } from '../../../domain/skill.ts';
import type { SourceLines } from '../../../text/source-lines.ts';
import { enclosing } from './enclosing.ts';
import { isComment } from './is-comment.ts';
import { linesOf } from './lines-of.ts';

export interface FoundLine {
  readonly path: string;
  readonly line: number;
  readonly text: string;
  /** The definition that the line stands in, where there is one. */
  readonly within?: string;
}

/** Characters of a line that are looked at; longer lines are data or minified. */
const MAX_LINE = 500;

/** Where a text matches a pattern, remembered while both are there: most files are looked through for the same with every question. */
const known = new WeakMap<RegExp, WeakMap<SourceLines, readonly number[]>>();

/** Lines of the chosen files of these kinds that match, comments left out, best file first, at most `limit`. */
export function findLines(input: SkillInput, kinds: readonly FileKind[], pattern: RegExp, limit: number): FoundLine[] {
  return [...eachLine(input, kinds, pattern, limit)];
}

/** The same one after another: files behind the last that is asked for are not looked through. */
export function* eachLine(
  { view, chosen }: SkillInput,
  kinds: readonly FileKind[],
  pattern: RegExp,
  limit: number,
): Generator<FoundLine> {
  let left = limit;
  for (const path of chosen) {
    const kind = view.file(path)?.kind;
    if (kind === undefined || !kinds.includes(kind)) continue;
    const lines = linesOf(view, path);
    for (const line of matching(lines, pattern)) {
      const within = enclosing(view, path, line);
      const text = lines.of(line).trim();
      yield { path, line, text, ...(within !== undefined && { within: within.name }) };
      if (--left === 0) return;
    }
  }
}

/** Lines that match and are no comments, from 1. */
function matching(lines: SourceLines, pattern: RegExp): readonly number[] {
  const texts = known.get(pattern) ?? new WeakMap<SourceLines, readonly number[]>();
  known.set(pattern, texts);
  const before = texts.get(lines);
  if (before !== undefined) return before;
  const numbers: number[] = [];
  for (let line = 1; line <= lines.count; line++) {
    const text = lines.of(line);
    if (text.length <= MAX_LINE && pattern.test(text) && !isComment(text)) numbers.push(line);
  }
  texts.set(lines, numbers);
  return numbers;
}
