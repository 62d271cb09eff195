import type { Skill } from '../../domain/skill.ts';

/** Where a change belongs: the best product file, beside its last neighbours, with the test that goes with it. */
export const placement: Skill = {
  id: 'placement',
  title: 'where the change belongs',
  find({ view, chosen }) {
    const kinds = new Map(view.files().map(({ path, kind }) => [path, kind]));
    const home = chosen.find((path) => kinds.get(path) === 'product');
    if (home === undefined) return [];
    const neighbours = view.definitions({ path: home }).filter(({ exported, kind }) => exported && kind !== 'constant');
    const last = neighbours.at(-1);
    const beside = last === undefined ? '' : `, beside \`${last.name}\``;
    const stem = home.slice(home.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
    const test = view
      .files()
      .find(({ path, kind }) => kind === 'test' && path.slice(path.lastIndexOf('/') + 1).includes(stem));
    const found = [
      {
        skill: 'placement',
        title: `The change most likely belongs in \`${home}\`${beside}`,
        weight: 0.9,
        sources: [{ path: home, line: last?.line ?? 1 }],
      },
    ];
    if (test !== undefined)
      found.push({
        skill: 'placement',
        title: `Its tests are in \`${test.path}\``,
        weight: 0.5,
        sources: [{ path: test.path, line: 1 }],
      });
    return found;
  },
};
