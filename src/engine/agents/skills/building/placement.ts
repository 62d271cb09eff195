import type { Definition } from '../../../domain/project-view.ts';
import type { Skill } from '../../../domain/skill.ts';
import { testsOf } from '../evidence/tests-of.ts';
import { codeSpan } from '../text/code-span.ts';
import { nameMatch, questionWords } from '../text/question-words.ts';
import { splitName } from '../text/split-name.ts';

/** Where a change belongs: the product file that fits best by its path, its names and its rank, and the tests that go with it. */
export const placement: Skill = {
  id: 'placement',
  title: 'where the change belongs',
  find({ question, view, chosen }) {
    const files = view.files();
    const kinds = new Map(files.map(({ path, kind }) => [path, kind]));
    const words = questionWords(question.text);
    const [home] = chosen
      .filter((path) => kinds.get(path) === 'product' && !path.endsWith('.d.ts'))
      .slice(0, 10)
      .map((path, rank) => {
        const nearest = bestFit(view.definitions({ path }), words);
        const named = splitName(path).filter((word) => words.has(word)).length;
        const score = 0.5 * (nearest?.fit ?? 0) + 0.25 * Math.min(2, named) + 0.4 / (rank + 1);
        return { path, nearest, score };
      })
      .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1));
    if (home === undefined) return [];
    const { path, nearest } = home;
    const beside = nearest === undefined ? '' : `, beside ${codeSpan(nearest.definition.name, 80)}`;
    const [test] = testsOf(
      view,
      files.filter(({ kind }) => kind === 'test'),
      path,
    );
    const found = [
      {
        skill: 'placement',
        title: `The change most likely belongs in ${codeSpan(path)}${beside}`,
        weight: 0.9,
        sources: [
          nearest === undefined
            ? { path, line: 1 }
            : { path, line: nearest.definition.line, endLine: nearest.definition.endLine },
        ],
      },
    ];
    if (test === undefined) return found;
    const tests = {
      skill: 'placement',
      title: `Its tests are in ${codeSpan(test)}`,
      weight: 0.5,
      sources: [{ path: test, line: 1 }],
    };
    return [...found, tests];
  },
};

/** The definition whose name fits best, if one does. */
function bestFit(
  definitions: readonly Definition[],
  words: ReadonlySet<string>,
): { readonly definition: Definition; readonly fit: number } | undefined {
  return definitions
    .filter(({ kind }) => kind !== 'constant' && kind !== 'variable')
    .map((definition) => ({ definition, fit: nameMatch(definition.name, words) }))
    .filter(({ fit }) => fit >= 0.4)
    .sort((a, b) => b.fit - a.fit || a.definition.line - b.definition.line)[0];
}
