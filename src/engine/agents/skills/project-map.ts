import type { Skill } from '../../domain/skill.ts';

const ENTRY =
  /^(src\/)?(index|main|app|server|cli|mod|lib)\.\w+$|^cmd\/[^/]+\/main\.go$|(^|\/)__main__\.py$|^src\/main\.rs$/;

/** Languages, entry points and main modules. */
export const projectMap: Skill = {
  id: 'project-map',
  title: 'project map',
  find({ view, chosen }) {
    const product = view.files().filter(({ kind }) => kind === 'product');
    const { name, languages, framework } = view.facts;
    const manifest = /^\s*"main"\s*:\s*"(?:\.\/)?([^"]+)"/m.exec(view.read('package.json') ?? '')?.[1];
    const entries = product
      .map(({ path }) => path)
      .filter((path) => ENTRY.test(path) || path === manifest)
      .slice(0, 5);
    const modules = [...new Set(product.map(({ path }) => path.split('/').slice(0, -1).slice(0, 2).join('/')))]
      .filter((folder) => folder !== '')
      .slice(0, 8);
    const kind = [languages.join(', '), framework === undefined ? '' : `on ${framework}`]
      .filter((part) => part !== '')
      .join(' ');
    const map = {
      skill: 'project-map',
      title: `${name} is written in ${kind || 'no language that is recognised'}${modules.length > 0 ? `; its code lies in ${modules.map((folder) => `\`${folder}/\``).join(', ')}` : ''}`,
      weight: 0.9,
      sources: [],
    };
    const begin = entries.map((path) => ({ path, line: 1 }));
    const outlines = chosen.slice(0, 4).flatMap((path) => {
      const exported = view
        .definitions({ path })
        .filter((definition) => definition.exported)
        .slice(0, 6);
      if (exported.length === 0) return [];
      const names = exported.map((definition) => `\`${definition.name}\``).join(', ');
      return [
        {
          skill: 'project-map',
          title: `\`${path}\` offers ${names}`,
          weight: 0.6,
          sources: exported.slice(0, 3).map(({ line }) => ({ path, line })),
        },
      ];
    });
    if (begin.length === 0) return [map, ...outlines];
    return [
      map,
      {
        skill: 'project-map',
        title: `Begin reading at ${entries.map((path) => `\`${path}\``).join(', ')}`,
        weight: 0.8,
        sources: begin,
      },
      ...outlines,
    ];
  },
};
