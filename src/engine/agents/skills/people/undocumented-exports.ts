import type { Definition } from '../../../domain/project-view.ts';
import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';

/** Exported functions and classes of the chosen product files without a doc comment. */
export const undocumentedExports: Skill = {
  id: 'undocumented-exports',
  title: 'undocumented exports',
  find({ view, chosen }) {
    const kinds = new Map(view.files().map(({ path, kind }) => [path, kind]));
    return chosen
      .slice(0, 8)
      .filter((path) => kinds.get(path) === 'product' && !path.endsWith('.d.ts'))
      .flatMap((path, rank) => {
        const lines = (view.read(path) ?? '').split('\n');
        const bare = view
          .definitions({ path })
          .filter(
            ({ exported, documented, kind }) => exported && !documented && kind !== 'constant' && kind !== 'variable',
          )
          .filter(({ name }) => !name.startsWith('_'))
          .filter((definition) => !hasCommentAbove(lines, definition));
        if (bare.length === 0) return [];
        const names = bare
          .slice(0, 5)
          .map(({ name }) => codeSpan(name, 60))
          .join(', ');
        return [
          {
            skill: 'undocumented-exports',
            title: `${codeSpan(path)} exports without documentation: ${names}${bare.length > 5 ? ' and others' : ''}`,
            weight: 0.7 - rank * 0.02,
            sources: bare.slice(0, 5).map(({ line, endLine }) => ({ path, line, endLine })),
          },
        ];
      });
  },
};

/** A comment ends above, with at most one empty line and decorators between. */
function hasCommentAbove(lines: readonly string[], { line }: Definition): boolean {
  let at = line - 2;
  while (/^\s*(@\w|#\[)/.test(lines[at] ?? '')) at--;
  if ((lines[at] ?? '').trim() === '') at--;
  return /\*\/\s*$|^\s*(\/\/|#|--|""")/.test(lines[at] ?? '');
}
