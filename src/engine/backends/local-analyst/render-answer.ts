import type { ContextFile } from '../../domain/context.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Prompt } from '../../domain/prompt.ts';
import type { SourceRef } from '../../domain/source-ref.ts';
import { linkTo } from './link-to.ts';

/** Files and findings that an answer goes into. */
const MAX_FILES = 6;
const MAX_FINDINGS = 8;

export interface RenderedAnswer {
  /** Markdown, in order. */
  readonly paragraphs: readonly string[];
  readonly sources: readonly SourceRef[];
}

/** The findings and the chosen files as a colleague would tell them: the answer first, then the evidence. */
export function renderAnswer({ agent, context }: Prompt): RenderedAnswer {
  const files = rankedFiles(context.ranking, context.files);
  const findings = context.findings.slice(0, MAX_FINDINGS);
  const sources = unique([...findings.flatMap((finding) => finding.sources), ...files.map(firstPlace)]).slice(0, 24);
  if (files.length === 0) return { paragraphs: [nothingFound(context.project.name)], sources };

  const paragraphs = [opening(agent.id, files, findings)];
  if (findings.length > 0) paragraphs.push(`**What ${agent.name} found**\n\n${findings.map(renderFinding).join('\n')}`);
  const listed = files.map((file) => `- ${linkTo(firstPlace(file))}: ${file.why.join('; ')}`);
  paragraphs.push(`**Files that matter**\n\n${listed.join('\n')}`);
  if (context.changes.length > 0) {
    const changes = context.changes
      .slice(0, 4)
      .map(({ day, commit, subject }) => `- ${day} \`${commit}\` ${plain(subject)}`);
    paragraphs.push(`**Recent changes of these files**\n\n${changes.join('\n')}`);
  }
  paragraphs.push(
    '*Local analysis, no language model. Connect a model (`wee.openai.baseUrl`) for an answer in words.*',
  );
  return { paragraphs, sources };
}

function opening(agent: string, files: readonly ContextFile[], findings: readonly Finding[]): string {
  const led = findings.find(({ sources }) => sources.length > 0);
  const [file] = files;
  const place = led?.sources[0] ?? (file === undefined ? undefined : firstPlace(file));
  if (place === undefined) return '';
  const verb = agent === 'sherlock' ? 'Look first at' : agent === 'edison' ? 'Begin at' : 'Start at';
  const reason = led === undefined ? (file?.why.join('; ') ?? '') : `${led.title}`;
  return `${verb} ${linkTo(place)}: ${reason}.`;
}

function renderFinding({ title, detail, sources }: Finding): string {
  const links = sources.length === 0 ? '' : ` → ${sources.slice(0, 4).map(linkTo).join(', ')}`;
  return `- ${title}${links}${detail === undefined ? '' : `  \n  ${detail.replaceAll('\n', '  \n  ')}`}`;
}

function nothingFound(project: string): string {
  return project === 'no folder'
    ? 'No folder is open, so there is nothing to look at. Open the folder that your question is about, and ask again.'
    : `Nothing in ${plain(project)} matches this question. Name a file, a function or an error message from the code, or ask @alex for an overview.`;
}

function rankedFiles(ranking: readonly string[], files: readonly ContextFile[]): ContextFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return ranking.flatMap((path) => byPath.get(path) ?? []).slice(0, MAX_FILES);
}

function firstPlace({ path, shown }: ContextFile): SourceRef {
  const range = shown[0];
  return range === undefined ? { path, line: 1 } : { path, line: range[0], endLine: range[1] };
}

function unique(sources: readonly SourceRef[]): SourceRef[] {
  return [...new Map(sources.map((source) => [`${source.path}:${source.line}`, source])).values()];
}

/** Text of a commit or a manifest, inert as Markdown. */
function plain(text: string): string {
  return text.replace(/[[\]\\`*_<>]/g, '\\$&');
}
