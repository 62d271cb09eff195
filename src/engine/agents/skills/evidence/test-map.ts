import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { directTests } from './direct-tests.ts';
import { inlineTests } from './inline-tests.ts';
import { testCommand } from './test-command.ts';
import { testsOf } from './tests-of.ts';

/** Test files that a command names. */
const IN_COMMAND = 2;

/** Which tests stand for what is asked and for the chosen sources, and the command that runs them. */
export const testMap: Skill = {
  id: 'test-map',
  title: 'tests of this',
  topics:
    /^(?!.*\b(?:flak\w*|untested|uncovered|slow|not (?:\w+ )?(?:tested|covered)|depend)\b).*\b(?:which|what|where|run|command|tests?|cover\w*|specs?)\b.*\b(?:tests?|cover\w*|specs?)\b|\bhow (?:do|to|can) .*\btests?\b/is,
  looksAt: ['test'],
  find(input) {
    const { view, chosen } = input;
    const tests = view.files().filter(({ kind }) => kind === 'test');
    const direct = directTests(input);
    const mapped = chosen
      .filter((path) => view.file(path)?.kind === 'product')
      .slice(0, 4)
      .flatMap((path, rank) => {
        const weight = 0.8 - rank * 0.1;
        const inline = inlineTests(view, path);
        if (inline !== undefined) return [{ path, found: [path], line: inline, weight }];
        const found = testsOf(view, path);
        return found.length === 0 ? [] : [{ path, found, line: 1, weight }];
      })
      .map(({ path, found, line, weight }) => ({
        skill: 'test-map',
        title:
          found[0] === path
            ? `${codeSpan(`${path}:${line}`)} begins the tests that this file holds itself`
            : `${codeSpan(path)} is tested by ${found.map((test) => codeSpan(test)).join(', ')}`,
        weight,
        sources: found.map((test) => ({ path: test, line })),
      }));
    if (tests.length === 0 && mapped.length === 0) return [];
    const matter = [...new Set([...direct, ...mapped].flatMap(({ sources }) => sources.map(({ path }) => path)))];
    const ending = (path: string | undefined): string | undefined => path?.replace(/^.*?\./, '');
    const alike = matter.filter((path) => ending(path) === ending(matter[0])).slice(0, IN_COMMAND);
    const command = testCommand(view, alike) ?? testCommand(view);
    const run =
      command === undefined
        ? []
        : [
            {
              skill: 'test-map',
              title: `Run ${matter.length > 0 ? 'them' : 'the tests'} with ${codeSpan(command, 200)}`,
              weight: 0.9,
              sources: [],
            },
          ];
    return [...direct, ...mapped, ...run];
  },
};
