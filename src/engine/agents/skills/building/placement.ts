import type { Skill } from '../../../domain/skill.ts';
import { testsOf } from '../evidence/tests-of.ts';
import { codeSpan } from '../text/code-span.ts';
import { findHome } from './find-home.ts';

/** Where a change belongs: the product file that fits best by its path, its definitions and its rank, and the tests that go with it. */
export const placement: Skill = {
  id: 'placement',
  title: 'where the change belongs',
  find(input) {
    const { view } = input;
    const home = findHome(input);
    if (home === undefined) return [];
    const { path, nearest } = home;
    const beside = nearest === undefined ? '' : `, beside ${codeSpan(nearest.definition.name, 80)}`;
    const line = nearest?.evidence().line;
    const telling = line === undefined ? '' : `line ${line.at}: ${codeSpan(line.text)}`;
    const found = [
      {
        skill: 'placement',
        title: `The change most likely belongs in ${codeSpan(path)}${beside}`,
        ...(telling !== '' && { detail: telling }),
        weight: 0.9,
        sources: [
          nearest === undefined
            ? { path, line: 1 }
            : { path, line: nearest.definition.line, endLine: nearest.definition.endLine },
        ],
      },
    ];
    const [test] = testsOf(view, path);
    if (test === undefined) return found;
    return [
      ...found,
      {
        skill: 'placement',
        title: `Its tests are in ${codeSpan(test)}`,
        weight: 0.5,
        sources: [{ path: test, line: 1 }],
      },
    ];
  },
};
