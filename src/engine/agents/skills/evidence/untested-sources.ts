import type { ProjectView } from '../../../domain/project-view.ts';
import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { inlineTests } from './inline-tests.ts';
import { testsOf } from './tests-of.ts';
import { untestedNames } from './untested-names.ts';

/** What asks for more than which file has no test. */
const ASKED =
  /\b(?:untested|uncovered|not (?:\w+ )?(?:tested|covered)|without (?:a |any )?tests?|missing|gaps?|no tests?)\b/i;
/** Names of a file that are looked for in the tests. */
const NAMES = 4;

/** Chosen product files for which no test can be found: none is named for it, imports it or uses a name it exports. */
export const untestedSources: Skill = {
  id: 'untested-sources',
  title: 'sources without a test',
  topics: /\b(?:untested|uncovered|not (?:tested|covered)|without (?:a |any )?tests?|missing|gaps?|cover\w*)\b/i,
  looksAt: ['product'],
  find({ question, view, chosen }) {
    const files = view.files();
    const tests = files.filter(({ kind }) => kind === 'test');
    if (tests.length === 0) {
      return [
        { skill: 'untested-sources', title: 'The project has no tests that I can find', weight: 0.9, sources: [] },
      ];
    }
    const testPaths = new Set(tests.map(({ path }) => path));
    const asked = ASKED.test(question.text) ? untestedNames({ question, view, chosen }, testPaths) : [];
    const bare = chosen
      .slice(0, 6)
      .filter((path) => view.file(path)?.kind === 'product' && !path.endsWith('.d.ts'))
      .filter(
        (path) =>
          testsOf(view, path).length === 0 && inlineTests(view, path) === undefined && !isUsed(view, path, testPaths),
      )
      .map((path) => ({
        skill: 'untested-sources',
        title: `No test is named for ${codeSpan(path)}, imports it or uses what it exports`,
        weight: 0.6,
        sources: [{ path, line: 1 }],
      }));
    return [...asked, ...bare];
  },
};

function isUsed(view: ProjectView, path: string, tests: ReadonlySet<string>): boolean {
  const names = view.definitions({ path }).filter(({ exported }) => exported);
  // A file that exports nothing by name cannot be judged this way.
  if (names.length === 0) return true;
  return names
    .slice(0, NAMES)
    .some(({ name }) => view.references(name, 60).some((reference) => tests.has(reference.path)));
}
