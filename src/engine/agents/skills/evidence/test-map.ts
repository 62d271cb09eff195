import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { directTests } from './direct-tests.ts';
import { testCommand } from './test-command.ts';
import { testsOf } from './tests-of.ts';

/** Which tests stand for what is asked and for the chosen sources, and the command that runs them. */
export const testMap: Skill = {
  id: 'test-map',
  title: 'tests of the chosen sources',
  find(input) {
    const { view, chosen } = input;
    const files = view.files();
    const tests = files.filter(({ kind }) => kind === 'test');
    const kinds = new Map(files.map(({ path, kind }) => [path, kind]));
    const mapped = chosen
      .filter((path) => kinds.get(path) === 'product')
      .slice(0, 4)
      .flatMap((path, rank) => {
        const found = testsOf(view, tests, path);
        if (found.length === 0) return [];
        return [
          {
            skill: 'test-map',
            title: `${codeSpan(path)} is tested by ${found.map((test) => codeSpan(test)).join(', ')}`,
            weight: 0.85 - rank * 0.1,
            sources: found.map((test) => ({ path: test, line: 1 })),
          },
        ];
      });
    const command = testCommand(view);
    const run =
      command === undefined || tests.length === 0
        ? []
        : [{ skill: 'test-map', title: `Run the tests with ${codeSpan(command)}`, weight: 0.7, sources: [] }];
    return [...directTests(input), ...mapped, ...run];
  },
};
