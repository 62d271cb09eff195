import type { Finding } from '../../../domain/finding.ts';
import type { SkillInput } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { questionWords } from '../text/question-words.ts';
import { testStem } from './test-stem.ts';

/** A line that names a test. */
const CASE = /\b(?:describe|context|it|test|specify)(?:\.\w+)?\(\s*["'`]|^\s*def test_|^func Test|#\[test\]|\bt\.Run\(/;

/** Chosen tests that speak of what the question asks for, with the lines that name their cases. */
export function directTests({ question, view, chosen }: SkillInput): readonly Finding[] {
  const words = [...questionWords(question.text)].filter((word) => !/^(tests?|testing|cover\w*|spec|run)$/.test(word));
  const kinds = new Map(view.files().map(({ path, kind }) => [path, kind]));
  return chosen
    .filter((path) => kinds.get(path) === 'test')
    .slice(0, 6)
    .map((path) => {
      const stem = testStem(path);
      const named = words.filter((word) => stem.includes(word)).length;
      const cases = (view.read(path) ?? '').split('\n').flatMap((text, at) => {
        if (text.length > 500 || !CASE.test(text)) return [];
        const lower = text.toLowerCase();
        const hits = words.filter((word) => word.length >= 4 && lower.includes(word)).length;
        return hits > 0 ? [{ line: at + 1, text, hits }] : [];
      });
      const best = cases.sort((a, b) => b.hits - a.hits || a.line - b.line).slice(0, 3);
      return { path, best, score: named * 2 + (best[0]?.hits ?? 0) };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1))
    .filter(({ score }, _, [top]) => score * 2 >= (top?.score ?? 0))
    .slice(0, 3)
    .map(({ path, best }, rank) => ({
      skill: 'test-map',
      title: `${codeSpan(path)} has tests of this`,
      ...(best.length > 0 && { detail: best.map(({ text }) => codeSpan(text, 90)).join(', ') }),
      weight: 0.96 - rank * 0.03,
      sources: best.length > 0 ? best.map(({ line }) => ({ path, line })) : [{ path, line: 1 }],
    }));
}
