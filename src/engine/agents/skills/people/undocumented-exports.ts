import type { Definition } from '../../../domain/project-view.ts';
import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { linesOf } from '../text/lines-of.ts';

/** Exported functions and classes of the chosen product files without a doc comment. */
export const undocumentedExports: Skill = {
  id: 'undocumented-exports',
  title: 'undocumented exports',
  topics:
    /\b(?:undocumented|un-?commented|(?:without|lack\w*|no|missing|miss|need\w*|fully|well|not|public|exported|everything|functions?|methods?|class\w*|types?) (?:an? |any )?(?:doc\w*|java ?docs?|jsdoc|comments?))\b|\b(?:doc\w*|javadocs?|jsdoc|comments?) (?:is |are )?(?:missing|lacking|absent|complete|coverage)\b/i,
  broadly:
    /^(?!.*\b(?:says?|mentions?|tells?|recommends?)\b).*\b(?:documented|document|docs?|documentation|docstrings?|jsdoc|javadoc|comments?)\b/i,
  looksAt: ['product'],
  find({ view, chosen }) {
    return chosen
      .slice(0, 8)
      .filter((path) => view.file(path)?.kind === 'product' && !path.endsWith('.d.ts'))
      .flatMap((path, rank) => {
        const lines = linesOf(view, path).texts();
        const all = view.definitions({ path });
        // What is explained once, at an interface or another overload, need not be again.
        const named = new Set(all.filter(({ documented }) => documented).map(({ name }) => name));
        const bare = all
          .filter(
            ({ exported, documented, kind }) => exported && !documented && kind !== 'constant' && kind !== 'variable',
          )
          .filter(({ name }) => !name.startsWith('_'))
          .filter((definition) => !hasCommentAbove(lines, definition) && !isLocal(definition, all))
          .filter(({ name }) => !named.has(name) && named.add(name));
        if (bare.length === 0) return [];
        const names = bare
          .slice(0, 5)
          .map(({ name }) => codeSpan(name, 60))
          .join(', ');
        return [
          {
            skill: 'undocumented-exports',
            title: `${codeSpan(path)} exports without documentation: ${names}${bare.length > 5 ? ' and others' : ''}`,
            weight: 0.6 - rank * 0.02,
            sources: bare.slice(0, 5).map(({ line, endLine }) => ({ path, line, endLine })),
          },
        ];
      });
  },
};

/** Defined inside a function: nobody outside can use it. */
function isLocal({ line, endLine }: Definition, all: readonly Definition[]): boolean {
  return all.some(
    (one) => (one.kind === 'function' || one.kind === 'method') && one.line < line && one.endLine >= endLine,
  );
}

/** A comment ends above, with at most one empty line, decorators and chained assignments between. */
function hasCommentAbove(lines: readonly string[], { line }: Definition): boolean {
  let at = line - 2;
  while (/^\s*(?:@\w|#\[)|[^=]=\s*$/.test(lines[at] ?? '')) at--;
  if ((lines[at] ?? '').trim() === '') at--;
  return /\*\/\s*$|^\s*(\/\/|#|--|""")/.test(lines[at] ?? '');
}
