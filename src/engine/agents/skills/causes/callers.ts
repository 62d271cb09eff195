import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { rankSuspects } from './suspects.ts';

/** Where the best suspect is called from. */
export const callers: Skill = {
  id: 'callers',
  title: 'callers of the failing symbol',
  find(input) {
    const { view } = input;
    const definition = rankSuspects(input)[0]?.definition;
    if (definition === undefined) return [];
    const { name } = definition;
    const product = new Set(
      view
        .files()
        .filter(({ kind }) => kind === 'product')
        .map(({ path }) => path),
    );
    // Of a name that several files define, a use cannot be told apart.
    const homes = new Set(view.definitions({ name }).map(({ path }) => path));
    if ([...homes].filter((path) => product.has(path)).length > 1) return [];
    const sources = view
      .references(name, 60)
      .filter(({ path }) => product.has(path) && !path.endsWith('.d.ts'))
      .slice(0, 4);
    if (sources.length === 0) return [];
    const places = sources.map(
      ({ path, line, within }) =>
        `${codeSpan(`${path}:${line}`)}${within === undefined ? '' : ` in ${codeSpan(within, 60)}`}`,
    );
    return [
      {
        skill: 'callers',
        title: `${codeSpan(name, 80)} is used at ${places.join(', ')}`,
        weight: 0.4,
        sources: sources.map(({ path, line }) => ({ path, line })),
      },
    ];
  },
};
