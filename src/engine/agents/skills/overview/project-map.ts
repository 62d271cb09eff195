import { inertText } from '../../../domain/inert-text.ts';
import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';

const ENTRY =
  /^(src\/)?(index|main|app|server|cli|mod|lib)\.\w+$|^cmd\/[^/]+\/main\.go$|(^|\/)__main__\.py$|^src\/main\.rs$/;

/** Languages, entry points, main modules and hot spots. */
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
      title: `${inertText(name, 60)} is written in ${kind || 'no language that is recognised'}${modules.length > 0 ? `; its code lies in ${modules.map((folder) => codeSpan(`${folder}/`)).join(', ')}` : ''}`,
      weight: 0.9,
      sources: [],
    };
    const begin = entries.map((path) => ({ path, line: 1 }));
    const known = new Set(product.map(({ path }) => path));
    const outlines = chosen
      .filter((path) => known.has(path))
      .slice(0, 4)
      .flatMap((path) => {
        const exported = view
          .definitions({ path })
          .filter((definition) => definition.exported)
          .slice(0, 6);
        if (exported.length === 0) return [];
        const names = exported.map((definition) => codeSpan(definition.name, 60)).join(', ');
        return [
          {
            skill: 'project-map',
            title: `${codeSpan(path)} offers ${names}`,
            weight: 0.6,
            sources: exported.slice(0, 3).map(({ line }) => ({ path, line })),
          },
        ];
      });
    const hot = product
      .map(({ path }) => ({ path, churn: view.churn(path) }))
      .filter(({ churn }) => churn >= 3)
      .sort((a, b) => b.churn - a.churn || (a.path < b.path ? -1 : 1))
      .slice(0, 3)
      .map(({ path }) => path);
    const spots =
      hot.length === 0
        ? []
        : [
            {
              skill: 'project-map',
              title: `Most often changed of late: ${hot.map((path) => codeSpan(path)).join(', ')}`,
              weight: 0.7,
              sources: hot.map((path) => ({ path, line: 1 })),
            },
          ];
    if (begin.length === 0) return [map, ...spots, ...outlines];
    return [
      map,
      ...spots,
      {
        skill: 'project-map',
        title: `Begin reading at ${entries.map((path) => codeSpan(path)).join(', ')}`,
        weight: 0.8,
        sources: begin,
      },
      ...outlines,
    ];
  },
};
