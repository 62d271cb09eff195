import type { Skill } from '../../../domain/skill.ts';
import { inertText } from '../../../text/inert-text.ts';
import { codeSpan } from '../text/code-span.ts';
import { agree, questionWords } from '../text/question-words.ts';
import { splitName } from '../text/split-name.ts';
import { rankSuspects } from './suspects.ts';

/** What a question about something that once worked says. */
const REGRESSION =
  /\b(?:regress\w*|since (?:the |we |v?\d|upgrad|updat)|no longer|stopped working|used to|broke|after (?:the |an? |we )?(?:upgrad|updat|releas|merg)\w*|recent\w*|latest|last (?:change|commit|week)|new version|which commit)\b/i;
/** Files and commits looked through, and commits told. */
const FILES = 5;
const COMMITS = 60;
const TOLD = 3;
/** Commits that change how the project is built or written, not what it does. */
const HARMLESS = /^(?:docs?|chore|style|ci|test|tests|build|deps)\b[^:]*:|\bbump\b|\btypos?\b/i;

/** Commits of the most suspect files that speak of the symptom, and the latest ones where something worked before. */
export const recentChanges: Skill = {
  id: 'recent-changes',
  title: 'recent changes',
  find(input) {
    const { question, view, chosen } = input;
    const words = [...questionWords(question.text)].filter((word) => word.length >= 4);
    const product = chosen.filter((path) => view.file(path)?.kind === 'product').slice(0, FILES);
    const suspects = rankSuspects(input);
    const top = suspects[0]?.definition.name.toLowerCase();
    const regression = REGRESSION.test(question.text);
    return (
      view
        .changes(product, COMMITS)
        .filter(({ subject }) => !HARMLESS.test(subject))
        .map((change) => {
          const said = splitName(change.subject);
          return { change, said: words.filter((word) => said.some((one) => agree(word, one))) };
        })
        // One common word in a subject is chance, unless it names the suspect.
        .filter(({ said }) => regression || said.length > 1 || said.some((word) => word === top))
        .sort((a, b) => b.said.length - a.said.length)
        .slice(0, TOLD)
        .map(({ change: { commit, day, subject, paths }, said }, at) => {
          const sources = paths.slice(0, 2).map((path) => {
            const suspect = suspects.find(({ definition }) => definition.path === path)?.definition;
            return { path, line: suspect?.line ?? 1 };
          });
          const files = paths.slice(0, 2).map((path) => codeSpan(path));
          return {
            skill: 'recent-changes',
            title: `${codeSpan(commit, 12)} of ${inertText(day)} changed ${files.join(' and ')}: ${inertText(subject, 100)}`,
            weight: (regression ? 0.6 : 0.35) + 0.1 * Math.min(3, said.length) - at * 0.02,
            sources,
          };
        })
    );
  },
};
