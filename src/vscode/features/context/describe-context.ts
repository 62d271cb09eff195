import type { ContextFile, ProjectContext } from '../../../engine/domain/context.ts';
import type { Prompt } from '../../../engine/domain/prompt.ts';
import type { Translate } from '../../translate.ts';

/** What a question would send now, as Markdown for people: the files and why, tokens, what was redacted, the exact prompt. */
export function describeContext(prompt: Prompt, t: Translate): string {
  const { context, agent, question, tokens, messages } = prompt;
  const { files, budget, redacted, dependencies, changes, findings } = context;
  const whole = files.reduce((sum, file) => sum + file.fullTokens, 0);
  const rows = best(context).map(
    ({ path, why, tokens: cost, fullTokens, shown }) =>
      `| ${cell(path)} | ${shown.map(([from, to]) => (from === to ? from : `${from}–${to}`)).join(', ') || t('outline')} | ${cost} | ${fullTokens} | ${cell(why.join('; '))} |`,
  );
  return [
    `# ${t('Context of “{0}”', line(question))}`,
    '',
    `- ${t('agent: {0} ({1})', agent.name, t(agent.leads))}`,
    `- ${t('context: {0} of at most {1} tokens; the {2} chosen files in full would be about {3}', context.tokens, budget, files.length, whole)}`,
    `- ${t('whole prompt: about {0} tokens (estimated, one tokenizer for all models)', tokens)}`,
    `- ${t('secrets redacted: {0}', redacted)}`,
    `- ${t('dependencies: {0}, recent changes: {1}, findings: {2}', dependencies.length, changes.length, findings.length)}`,
    '',
    `## ${t('Files, best first')}`,
    '',
    ...(rows.length === 0
      ? [t('No file of this workspace fits the question.')]
      : [
          `| ${[t('file'), t('lines shown'), t('tokens'), t('in full (about)'), t('why')].join(' | ')} |`,
          '| --- | --- | ---: | ---: | --- |',
          ...rows,
        ]),
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

function line(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** A cell of a table: on one line, and no bar of its own. */
function cell(text: string): string {
  return line(text).replaceAll('|', '\\|');
}

/** A fence longer than any inside the text, so that the text cannot end it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}text\n${text}\n${ticks}`;
}
