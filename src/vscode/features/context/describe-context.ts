import type { ContextFile, ProjectContext } from '../../../engine/domain/context/context.ts';
import type { Prompt } from '../../../engine/domain/prompt.ts';
import { inertText } from '../../../engine/text/inert-text.ts';
import type { Translate } from '../../translate.ts';

/** Characters of why a file was chosen that are shown. */
const MAX_WHY = 400;

/**
 * What a question would send now, as Markdown for people: the files and why, tokens, what was redacted, the exact prompt.
 * @param targetOf what a link to a file says; `undefined` where it cannot be opened.
 */
export function describeContext(prompt: Prompt, t: Translate, targetOf: (path: string) => string | undefined): string {
  const { context, agent, question, tokens, messages } = prompt;
  const { files, budget, redacted, dependencies, changes, findings } = context;
  const whole = files.reduce((sum, file) => sum + file.fullTokens, 0);
  const linked = (path: string, from = 1): string => {
    const target = targetOf(path);
    return target === undefined ? inertText(path) : `[${inertText(path)}](${target}#L${from})`;
  };
  const items = best(context).map(({ path, why, tokens: cost, fullTokens, shown }) => {
    const ranges = shown.map(([from, to]) => (from === to ? from : `${from}–${to}`)).join(', ');
    const lines = ranges === '' ? t('outline') : t('lines {0}', ranges);
    const head = [linked(path, shown[0]?.[0]), t('{0} of about {1} tokens', cost, fullTokens), lines].join(' · ');
    return `1. ${head}  \n   ${inertText(why.join('; '), MAX_WHY)}`;
  });
  return [
    `# ${t('Context of “{0}”', inertText(question))}`,
    '',
    `- ${t('agent: {0} ({1})', agent.name, t(agent.leads))}`,
    `- ${t('context: {0} of at most {1} tokens; the {2} chosen files in full would be about {3}', context.tokens, budget, files.length, whole)}`,
    `- ${t('whole prompt: about {0} tokens (estimated, one tokenizer for all models)', tokens)}`,
    `- ${t('secrets redacted: {0}', redacted)}`,
    `- ${t('dependencies: {0}, recent changes: {1}, findings: {2}', dependencies.length, changes.length, findings.length)}`,
    '',
    `## ${t('Files, best first')}`,
    '',
    ...(items.length === 0 ? [t('No file of this workspace fits the question.')] : items),
    '',
    `## ${t('The exact prompt')}`,
    ...messages.flatMap(({ role, content }) => ['', `### ${role}`, '', fenced(content)]),
    '',
  ].join('\n');
}

function best({ files, ranking }: ProjectContext): ContextFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return ranking.flatMap((path) => byPath.get(path) ?? []);
}

/** A fence longer than any inside the text, so that the text cannot end it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}text\n${text}\n${ticks}`;
}
