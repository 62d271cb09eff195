import type { FileKind } from '../../domain/project-view.ts';
import type { SkillInput } from '../../domain/skill.ts';

export interface FoundLine {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

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
      if (/^\s*(\/\/|#|\*|\/\*)/.test(text) || text.length > 500 || !pattern.test(text)) continue;
      found.push({ path, line: at + 1, text: text.trim().slice(0, 120) });
      if (found.length >= limit) return found;
    }
  }
  return found;
}
