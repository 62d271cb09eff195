import type { Skill } from '../../../domain/skill.ts';
import { inertText } from '../../../text/inert-text.ts';
import { codeSpan } from '../text/code-span.ts';
import { inlineTests } from './inline-tests.ts';

/** Commits that do not change what the code does, by the usual prefixes and words. */
const HARMLESS =
  /^(?:docs?|chore|style|ci|build|deps|refactor|perf|types?|lint|release|revert)\b[^:]*:|\b(?:bump|typos?|lint\w*|typ(?:e|ed|es|ing)|annotat\w*|pyright|mypy|format\w*|prettier|clippy|comments?|docs?|document\w*|clarif\w*|examples?|links?|noqa|ruff|deprecate|readme|changelog|release|rename\w*|cleanup|clean up|simplif\w*|remove unused|upgrade|merge|revert)\b|^v?\d+\.\d+/i;
const FILES = 5;
const COMMITS = 500;
const PER_FILE = 20;
const TOLD = 3;

/** Recent commits that changed a chosen source and no test. */
export const untestedChanges: Skill = {
  id: 'untested-changes',
  title: 'changes without a test',
  topics: /\b(?:changes?|changed|commits?|recent\w*|lately|untested|regress\w*|cover\w*)\b/i,
  looksAt: ['product'],
  find({ question, view, chosen }) {
    const asked = /\b(?:changes?|changed|commits?|recent\w*|lately)\b/i.test(question.text);
    const all = new Map(view.changes(undefined, COMMITS).map((change) => [change.commit, change]));
    const isTest = (path: string): boolean => (view.file(path)?.kind ?? guess(path)) === 'test';
    const seen = new Set<string>();
    return chosen
      .filter((path) => view.file(path)?.kind === 'product' && inlineTests(view, path) === undefined)
      .slice(0, FILES)
      .flatMap((path) =>
        view
          .changes([path], PER_FILE)
          .filter(({ commit, subject }) => !HARMLESS.test(subject) && !seen.has(commit) && seen.add(commit))
          .flatMap(({ commit }) => all.get(commit) ?? [])
          .filter(({ paths }) => !paths.some(isTest))
          .map((change) => ({ ...change, path })),
      )
      .sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : a.commit < b.commit ? -1 : 1))
      .slice(0, TOLD)
      .map(({ commit, day, subject, path }) => ({
        skill: 'untested-changes',
        title: `${codeSpan(commit, 12)} of ${inertText(day)} changed ${codeSpan(path)} and no test: ${inertText(subject, 100)}`,
        weight: asked ? 0.55 : 0.45,
        sources: [{ path, line: 1 }],
      }));
  },
};

/** What a path that is gone was, by its name. */
function guess(path: string): 'test' | 'product' {
  return /(?:^|\/)(?:tests?|__tests__|specs?|e2e)\/|[._-](?:test|spec)\.|_test\.|(?:^|\/)test_|Tests?\.\w+$/.test(path)
    ? 'test'
    : 'product';
}
