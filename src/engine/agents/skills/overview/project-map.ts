import type { Finding } from '../../../domain/finding.ts';
import type { FileFacts } from '../../../domain/project-view.ts';
import type { Skill, SkillInput } from '../../../domain/skill.ts';
import { inertText } from '../../../text/inert-text.ts';
import { testCommand } from '../evidence/test-command.ts';
import { codeSpan } from '../text/code-span.ts';
import { subjectWords } from '../text/subject-words.ts';
import { ASKS_FOR_PARTS } from './asks-for-parts.ts';
import { entryPoints } from './entry-points.ts';
import { modulePurposes } from './module-purposes.ts';
import { projectPurpose } from './project-purpose.ts';

/** Commits of the last 500 from which a file counts as often changed. */
const OFTEN = 3;
const FOLDERS = 8;

/** What the project is for, its languages, entry points, main modules and hot spots. */
export const projectMap: Skill = {
  id: 'project-map',
  title: 'project map',
  find(input) {
    const { view } = input;
    const entries = entryPoints(view);
    const text = input.question.text;
    const found = [
      ...(ASKS_FOR_PARTS.test(text) ? modulePurposes(view) : []),
      ...purpose(input),
      ...begin(entries),
      ...shape(input),
      ...hotSpots(input),
      ...tests(input),
      ...outlines(input, entries),
    ];
    // Who asks about one part wants that part; the map comes after it.
    const share = subjectWords(text).size === 0 || ASKS_FOR_PARTS.test(text) ? 1 : 0.5;
    return found.map((one) => ({ ...one, weight: one.weight * share }));
  },
};

function purpose({ view }: SkillInput): Finding[] {
  const found = projectPurpose(view);
  if (found === undefined) return [];
  const { text, path, line } = found;
  return [
    finding(
      `${inertText(view.facts.name, 60)} says of itself in ${codeSpan(path)}: ${text.replace(/[.\s]+$/, '')}`,
      0.97,
      [{ path, line }],
    ),
  ];
}

function begin(entries: readonly string[]): Finding[] {
  if (entries.length === 0) return [];
  const sources = entries.map((path) => ({ path, line: 1 }));
  return [finding(`Begin reading at ${entries.map((path) => codeSpan(path)).join(', ')}`, 0.96, sources)];
}

function shape({ view }: SkillInput): Finding[] {
  const { name, languages, framework } = view.facts;
  const largest = [...view.folders()].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, FOLDERS);
  // Which are the largest changes seldom; their order among themselves would change with every edit.
  const folders = largest.map(([folder]) => codeSpan(`${folder}/`)).sort();
  const kind = [languages.join(', '), framework === undefined ? '' : `on ${framework}`]
    .filter((part) => part !== '')
    .join(' ');
  const where = folders.length > 0 ? `; its code lies in ${folders.join(', ')}` : '';
  return [finding(`${inertText(name, 60)} is written in ${kind || 'no language that is recognised'}${where}`, 0.9, [])];
}

function hotSpots({ view }: SkillInput): Finding[] {
  const hot = view
    .oftenChanged(OFTEN)
    .filter((path) => isProductCode(view.file(path)))
    .map((path) => ({ path, churn: view.churn(path) }))
    .sort((a, b) => b.churn - a.churn || (a.path < b.path ? -1 : 1))
    .slice(0, 3)
    .map(({ path }) => path);
  if (hot.length === 0) return [];
  const sources = hot.map((path) => ({ path, line: 1 }));
  return [finding(`Most often changed of late: ${hot.map((path) => codeSpan(path)).join(', ')}`, 0.7, sources)];
}

function isProductCode(file: FileFacts | undefined): boolean {
  return file?.kind === 'product' && file.language !== 'text';
}

function tests({ view }: SkillInput): Finding[] {
  const command = testCommand(view);
  return command === undefined ? [] : [finding(`Its tests run with ${codeSpan(command)}`, 0.65, [])];
}

/** What the entry points and the chosen files offer. */
function outlines({ view, chosen }: SkillInput, entries: readonly string[]): Finding[] {
  return [...new Set([...entries.slice(0, 2), ...chosen])]
    .filter((path) => view.file(path)?.kind === 'product')
    .slice(0, 4)
    .flatMap((path) => {
      const exported = view
        .definitions({ path })
        .filter(({ exported, kind }) => exported && (kind === 'function' || kind === 'class' || kind === 'interface'))
        .slice(0, 6);
      if (exported.length === 0) return [];
      const names = exported.map((definition) => codeSpan(definition.name, 60)).join(', ');
      const sources = exported.slice(0, 3).map(({ line }) => ({ path, line }));
      return [finding(`${codeSpan(path)} offers ${names}`, 0.6, sources)];
    });
}

function finding(title: string, weight: number, sources: Finding['sources']): Finding {
  return { skill: 'project-map', title, weight, sources };
}
