import type { Finding } from '../../../domain/finding.ts';
import type { ProjectView } from '../../../domain/project-view.ts';
import type { SkillInput } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { linesOf } from '../text/lines-of.ts';
import { agree, questionWords } from '../text/question-words.ts';
import { singular } from '../text/singular.ts';
import { testStem } from './test-stem.ts';

/** A line that names a test. */
const CASE =
  /\b(?:describe|context|it|test|specify)(?:\.\w+)?\(\s*["'`]|^\s*def test_|^func Test|#\[test\]|\bt\.Run\(|^\s+(?:public\s+)?void\s+\w+\s*\(|^\s*(?:async\s+)?fn\s+\w+\(\)/;

/** Tests looked through. */
const FILES = 6;

interface Case {
  readonly path: string;
  readonly line: number;
  readonly text: string;
  readonly lower: string;
}

function casesOf(view: ProjectView, path: string): readonly Case[] {
  const lines = linesOf(view, path).texts();
  return lines.flatMap((text, at) => {
    if (text.length > 500 || !CASE.test(text)) return [];
    // In Rust a function is a test by the attribute above it.
    if (
      path.endsWith('.rs') &&
      /^\s*(?:async\s+)?fn\s/.test(text) &&
      !/#\[.*test/.test(`${lines[at - 1]}${lines[at - 2]}`)
    )
      return [];
    return [{ path, line: at + 1, text, lower: text.toLowerCase() }];
  });
}

/** Chosen tests that speak of what the question asks for, with the lines that name their cases. */
export function directTests({ question, view, chosen }: SkillInput): readonly Finding[] {
  const asked = [...questionWords(question.text)].filter((word) => !/^(tests?|testing|cover\w*|spec|run)$/.test(word));
  const tests = chosen.filter((path) => view.file(path)?.kind === 'test').slice(0, FILES);
  const cases = tests.flatMap((path) => casesOf(view, path));
  // A word that most cases hold, such as the name of what all of them test, tells little.
  const weights = new Map(
    asked.map((word) => [
      word,
      Math.log(1 + cases.length / Math.max(1, cases.filter(({ lower }) => lower.includes(singular(word))).length)),
    ]),
  );
  const weigh = (words: readonly string[]): number => words.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0);
  return tests
    .map((path) => {
      const stem = testStem(path);
      const inName = asked.filter((word) => stem.some((part) => agree(word, part)));
      // `cookie` means `res.cookie.js` before `res.clearCookie.js`.
      const named = weigh(inName) * (stem.length === 0 ? 0 : Math.min(1, inName.length / stem.length));
      const best = cases
        .filter((one) => one.path === path)
        .map((one) => ({
          ...one,
          hits: weigh(asked.filter((word) => word.length >= 4 && one.lower.includes(singular(word)))),
        }))
        .filter(({ hits }) => hits > 0)
        .sort((x, y) => y.hits - x.hits || x.line - y.line)
        .slice(0, 3);
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
