import type { Skill } from '../../domain/skill.ts';
import { testsOf } from './tests-of.ts';

/** Chosen product files for which no test can be found. */
export const untestedSources: Skill = {
  id: 'untested-sources',
  title: 'sources without a test',
  find({ view, chosen }) {
    const files = view.files();
    const tests = files.filter(({ kind }) => kind === 'test');
    const product = new Set(files.filter(({ kind }) => kind === 'product').map(({ path }) => path));
    return chosen
      .slice(0, 6)
      .filter((path) => product.has(path) && testsOf(view, tests, path).length === 0)
      .map((path) => ({
        skill: 'untested-sources',
        title: `No test names or imports \`${path}\``,
        weight: 0.6,
        sources: [{ path, line: 1 }],
      }));
  },
};
