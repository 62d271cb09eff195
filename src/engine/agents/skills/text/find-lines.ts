import type { FileKind } from '../../../domain/project-view.ts';
import type { SkillInput } from '../../../domain/skill.ts';
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

/** Lines of the chosen files of these kinds that match, comments left out, best file first, at most `limit`. */
export function findLines(
  { view, chosen }: SkillInput,
  kinds: readonly FileKind[],
  pattern: RegExp,
  limit: number,
): FoundLine[] {
  const found: FoundLine[] = [];
  for (const path of chosen) {
    const kind = view.file(path)?.kind;
    if (kind === undefined || !kinds.includes(kind)) continue;
    for (const [at, text] of linesOf(view, path).entries()) {
      if (text.length > MAX_LINE || !pattern.test(text) || isComment(text)) continue;
      const line = at + 1;
      const within = enclosing(view, path, line);
      found.push({ path, line, text: text.trim(), ...(within !== undefined && { within: within.name }) });
      if (found.length >= limit) return found;
    }
  }
  return found;
}
