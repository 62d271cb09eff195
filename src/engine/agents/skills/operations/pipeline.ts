import type { Skill, SkillInput } from '../../../domain/skill.ts';
import { inertText } from '../../../text/inert-text.ts';
import { codeSpan } from '../text/code-span.ts';
import { linesOf } from '../text/lines-of.ts';
import { questionWords } from '../text/question-words.ts';
import { readWorkflow } from './read-workflow.ts';

const WORKFLOW =
  /^\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)\.gitlab-ci\.yml$|^\.circleci\/config\.yml$|^azure-pipelines\.yml$/;
const FILES = 40;
const TOLD = 3;
const COMMANDS = 12;
const PER_JOB = 4;
/** Lines of a script that only prepare or report. */
const GLUE =
  /^(?:echo|printf|if|fi|then|else|elif|exit|cd|mkdir|export|set|shopt|for|while|do|done|case|esac|curl|tar|chmod|cat)\b|^[A-Za-z_]\w*=|^[(){}[\]&|;]/;

const TOPICS =
  /\b(?:ci|pipelines?|workflows?|(?:github )?actions|continuous integration)\b|\b(?:how|what|which|when|where|who)\b.*\b(?:releas\w*|deploy\w*|publish\w*|deliver\w*|built|builds?)\b/i;

/** What the project's pipelines do: when each runs, its jobs, and the commands that they give to a shell. */
export const pipeline: Skill = {
  id: 'pipeline',
  title: 'pipelines',
  topics: TOPICS,
  looksAt: workflows,
  find(input) {
    if (!TOPICS.test(input.question.text)) return [];
    const words = questionWords(input.question.text);
    return workflows(input)
      .map((path) => {
        const workflow = readWorkflow(linesOf(input.view, path).texts());
        const name = `${path} ${workflow.name} ${workflow.jobs.map((job) => job.name).join(' ')}`.toLowerCase();
        const fit = [...words].filter((word) => name.includes(word.slice(0, 6))).length;
        // What checks each change says more than a workflow that labels issues.
        const commands = workflow.jobs.reduce(
          (sum, job) => sum + job.commands.filter((one) => !one.startsWith('uses ')).length,
          0,
        );
        const gate = workflow.on.some((event) => /^(?:pull_request|merge_requests?)$/.test(event)) ? 3 : 0;
        return { path, workflow, score: 10 * fit + gate + Math.min(2, commands) };
      })
      .filter(({ workflow }) => workflow.jobs.length > 0)
      .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1))
      .slice(0, TOLD)
      .map(({ path, workflow: { on, jobs } }, at) => {
        const text = jobs
          .flatMap(({ name, commands }) => [`# ${name}`, ...telling(commands)])
          .slice(0, COMMANDS)
          .join('\n');
        const when = on.length > 0 ? ` runs on ${on.map((one) => inertText(one, 40)).join(', ')}` : '';
        const names = jobs.slice(0, 6).map(({ name }) => codeSpan(name, 40));
        return {
          skill: 'pipeline',
          title: `${codeSpan(path)}${when}: ${jobs.length > 1 ? 'jobs' : 'job'} ${names.join(', ')}${jobs.length > 6 ? ' and others' : ''}`,
          ...(jobs.some(({ commands }) => commands.length > 0) && { excerpt: { language: 'sh', text } }),
          weight: 0.95 - at * 0.02,
          sources: [{ path, line: jobs[0]?.line ?? 1 }],
        };
      });
  },
};

/** What is run to check, build or publish; all of it where there is nothing but preparation. */
function telling(commands: readonly string[]): readonly string[] {
  const kept = commands.filter((one) => !GLUE.test(one));
  return (kept.length > 0 ? kept : commands).slice(0, PER_JOB);
}

function workflows({ view }: SkillInput): readonly string[] {
  return view
    .files()
    .map(({ path }) => path)
    .filter((path) => WORKFLOW.test(path))
    .slice(0, FILES);
}
