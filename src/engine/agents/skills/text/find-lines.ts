import type { FileKind } from '../../../domain/project-view.ts';
import type { SkillInput } from '../../../domain/skill.ts';

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
  const kindOf = new Map(view.files().map(({ path, kind }) => [path, kind]));
  const found: FoundLine[] = [];
  for (const path of chosen) {
    const kind = kindOf.get(path);
    if (kind === undefined || !kinds.includes(kind)) continue;
    for (const [at, text] of (view.read(path) ?? '').split('\n').entries()) {
      if (text.length > MAX_LINE || /^\s*(\/\/|#|\*|\/\*|"""|--)/.test(text) || !pattern.test(text)) continue;
      const line = at + 1;
      const within = view
        .definitions({ path })
        .findLast(
          (one) => one.kind !== 'constant' && one.kind !== 'variable' && one.line <= line && one.endLine >= line,
        );
      found.push({ path, line, text: text.trim(), ...(within !== undefined && { within: within.name }) });
      if (found.length >= limit) return found;
    }
  }
  return found;
}
