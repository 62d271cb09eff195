import type { Finding } from '../../../domain/finding.ts';
import type { SkillInput } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { isFunction } from '../text/is-function.ts';
import { nameMatch } from '../text/question-words.ts';
import { splitName } from '../text/split-name.ts';
import { subjectWords } from '../text/subject-words.ts';
import { inlineTests } from './inline-tests.ts';

/** Files and names that are looked for in the tests; each costs a search. */
const FILES = 3;
const NAMES = 12;
const TOLD = 6;

/** What the files that the question is about export and no test names, file by file. */
export function untestedNames({ question, view, chosen }: SkillInput, tests: ReadonlySet<string>): readonly Finding[] {
  const subject = subjectWords(question.text);
  const about = (path: string): boolean =>
    splitName(path).some((part) => subject.has(part)) ||
    view.definitions({ path }).some(({ name }) => nameMatch(name, subject) >= 0.8);
  return chosen
    .filter((path) => view.file(path)?.kind === 'product' && !path.endsWith('.d.ts'))
    .filter((path) => subject.size === 0 || about(path))
    .slice(0, FILES)
    .flatMap((path) => {
      const exported = view
        .definitions({ path })
        .filter((one) => one.exported && (isFunction(one) || one.kind === 'class'))
        .filter(({ name }, at, all) => name.length > 3 && all.findIndex((one) => one.name === name) === at)
        .slice(0, NAMES);
      const inline = inlineTests(view, path) ?? Number.POSITIVE_INFINITY;
      const isTested = (name: string): boolean =>
        view.references(name, 200).some((one) => tests.has(one.path) || (one.path === path && one.line > inline));
      const bare = exported.filter(({ name, line }) => line < inline && !isTested(name));
      if (bare.length === 0) return [];
      const names = bare.slice(0, TOLD).map(({ name }) => codeSpan(name, 60));
      return [
        {
          skill: 'untested-sources',
          title: `No test names ${names.join(', ')}${bare.length > TOLD ? ' and others' : ''} of ${codeSpan(path)}`,
          weight: 0.82,
          sources: bare.slice(0, TOLD).map(({ line, endLine }) => ({ path, line, endLine })),
        },
      ];
    });
}
