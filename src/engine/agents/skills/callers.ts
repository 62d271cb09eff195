import type { Skill } from '../../domain/skill.ts';
import { rankSuspects } from './suspects.ts';

/** Where the best suspect is called from. */
export const callers: Skill = {
  id: 'callers',
  title: 'callers of the failing symbol',
  find(input) {
    const definition = rankSuspects(input)[0]?.definition;
    if (definition === undefined) return [];
    const { name } = definition;
    const kinds = new Map(input.view.files().map(({ path, kind }) => [path, kind]));
    const sources = input.view
      .references(name, 60)
      .filter(({ path }) => kinds.get(path) === 'product')
      .slice(0, 4);
    if (sources.length === 0) return [];
    const places = sources.map(
      ({ path, line, within }) => `\`${path}:${line}\`${within === undefined ? '' : ` in \`${within}\``}`,
    );
    return [
      {
        skill: 'callers',
        title: `\`${name}\` is used at ${places.join(', ')}`,
        weight: 0.4,
        sources: sources.map(({ path, line }) => ({ path, line })),
      },
    ];
  },
};
