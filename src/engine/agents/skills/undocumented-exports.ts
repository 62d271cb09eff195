import type { Skill } from '../../domain/skill.ts';

/** Exported functions and classes of the chosen product files without a doc comment. */
export const undocumentedExports: Skill = {
  id: 'undocumented-exports',
  title: 'undocumented exports',
  find({ view, chosen }) {
    const kinds = new Map(view.files().map(({ path, kind }) => [path, kind]));
    return chosen
      .slice(0, 8)
      .filter((path) => kinds.get(path) === 'product')
      .flatMap((path) => {
        const bare = view
          .definitions({ path })
          .filter(
            ({ exported, documented, kind }) => exported && !documented && kind !== 'constant' && kind !== 'variable',
          );
        if (bare.length === 0) return [];
        const names = bare
          .slice(0, 5)
          .map(({ name }) => `\`${name}\``)
          .join(', ');
        return [
          {
            skill: 'undocumented-exports',
            title: `\`${path}\` exports without documentation: ${names}${bare.length > 5 ? ' and others' : ''}`,
            weight: 0.6,
            sources: bare.slice(0, 5).map(({ line, endLine }) => ({ path, line, endLine })),
          },
        ];
      });
  },
};
