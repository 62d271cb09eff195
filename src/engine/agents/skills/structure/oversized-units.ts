import type { ProjectView } from '../../../domain/project-view.ts';
import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { isFunction } from '../text/is-function.ts';
import { subjectWords } from '../text/subject-words.ts';

/** Lines past which a function is hard to hold in the head. */
const LONG_FUNCTION = 80;

/** Lines from which a file is long, and how many are told. */
const LONG_FILE = 400;
const LARGEST = 5;

/** Long functions of the chosen files; of the largest files where the question is about the project as a whole. */
export const oversizedUnits: Skill = {
  id: 'oversized-units',
  title: 'oversized functions',
  topics: /\b(?:big|large|long|size|oversized|split|huge|complex\w*|refactor\w*|extract)\b/i,
  looksAt: ['product'],
  find(input) {
    const { question, view } = input;
    const broad = subjectWords(question.text).size === 0;
    const files = broad ? largestFiles(view) : [];
    const functions = (broad ? files.map(({ path }) => path) : input.chosen)
      .filter((path) => view.file(path)?.kind === 'product')
      .slice(0, 8)
      .flatMap((path) => view.definitions({ path }))
      .filter((one) => isFunction(one) && one.endLine - one.line >= LONG_FUNCTION)
      .sort((a, b) => b.endLine - b.line - (a.endLine - a.line))
      .slice(0, 3)
      .map(({ path, name, line, endLine }) => ({
        skill: 'oversized-units',
        title: `${codeSpan(name, 80)} in ${codeSpan(path)} is ${endLine - line + 1} lines long: a candidate to split`,
        weight: 0.5,
        sources: [{ path, line, endLine }],
      }));
    if (files.length === 0 || !/\b(?:files?|modules?|crates?|packages?|class\w*|too)\b/i.test(question.text))
      return functions;
    const named = files.map(({ path, lines }) => `${codeSpan(path)} (over ${rounded(lines)} lines)`);
    const sources = files.map(({ path }) => ({ path, line: 1 }));
    const title = `The largest files are ${named.join(', ')}`;
    return [{ skill: 'oversized-units', title, weight: 0.92, sources }, ...functions];
  },
};

/** Files of product code, the longest first; those of the same length to the hundred by their path. */
function largestFiles(view: ProjectView) {
  return view
    .files()
    .filter(({ kind, language, lines }) => kind === 'product' && language !== 'text' && lines >= LONG_FILE)
    .sort((a, b) => rounded(b.lines) - rounded(a.lines) || (a.path < b.path ? -1 : 1))
    .slice(0, LARGEST);
}

/** So that an edit does not change an answer before the next step. */
function rounded(lines: number): number {
  const step = lines >= 2_000 ? 500 : 100;
  return Math.floor(lines / step) * step;
}
