import type { ContextFile, ProjectContext } from '../../../engine/domain/context.ts';
import type { Prompt } from '../../../engine/domain/prompt.ts';

/** What a question would send now, as Markdown for people: the files and why, tokens, what was redacted, the exact prompt. */
export function describeContext(prompt: Prompt): string {
  const { context, agent, question, tokens, messages } = prompt;
  const { files, budget, redacted, dependencies, changes, findings } = context;
  const whole = files.reduce((sum, file) => sum + file.fullTokens, 0);
  const rows = best(context).map(
    ({ path, why, tokens: cost, fullTokens, shown }) =>
      `| ${cell(path)} | ${shown.map(([from, to]) => (from === to ? from : `${from}–${to}`)).join(', ') || 'outline'} | ${cost} | ${fullTokens} | ${cell(why.join('; '))} |`,
  );
  return [
    `# Context of “${line(question)}”`,
    '',
    `- agent: ${agent.name}, who leads ${agent.leads}`,
    `- context: ${context.tokens} of at most ${budget} tokens; the ${files.length} chosen files in full would be about ${whole}`,
    `- whole prompt: about ${tokens} tokens (estimated, one tokenizer for all models)`,
    `- secrets redacted: ${redacted}`,
    `- dependencies: ${dependencies.length}, recent changes: ${changes.length}, findings: ${findings.length}`,
    '',
    '## Files, best first',
    '',
    ...(rows.length === 0
      ? ['No file of this workspace fits the question.']
      : ['| file | lines shown | tokens | in full (about) | why |', '| --- | --- | ---: | ---: | --- |', ...rows]),
    '',
    '## The exact prompt',
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
