import type { AgentDefinition } from '../../domain/agent.ts';
import type { ContextFile, ProjectContext } from '../../domain/context/context.ts';
import { renderChange } from '../../domain/context/render-change.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Prompt } from '../../domain/prompt.ts';
import type { SourceRef } from '../../domain/source-ref.ts';
import { inertText } from '../../text/inert-text.ts';
import { linkTitle } from './link-title.ts';
import { linksTo, linkTo } from './link-to.ts';

/** What an answer goes into, so that it stays under 60 lines; the rest is left out. */
const MAX_FILES = 6;
const MAX_FINDINGS = 8;
const MAX_CHANGES = 4;
const MAX_LINKS = 4;
const MAX_REASONS = 2;
const MAX_DETAIL_LINES = 2;
const MAX_EXCERPT_LINES = 16;
const MAX_SOURCES = 24;

/** Agents whose answers the last changes of the files belong to: what broke and what moves. */
const TELLS_CHANGES: ReadonlySet<string> = new Set(['sherlock', 'alex']);

export interface RenderedAnswer {
  /** Markdown, in order. */
  readonly paragraphs: readonly string[];
  readonly sources: readonly SourceRef[];
}

/** The findings and the chosen files as a colleague would tell them: the answer first, then the evidence. */
export function renderAnswer({ agent, context }: Prompt): RenderedAnswer {
  const files = rankedFiles(context);
  if (files.length === 0 && (context.findings.length === 0 || context.project.languages.length === 0))
    return { paragraphs: [nothingFound(agent, context.project)], sources: [] };

  const findings = context.findings.slice(0, MAX_FINDINGS);
  const cited = findings.flatMap((finding) => finding.sources);
  const places = files.map((file) => ({ file, place: placeIn(file, cited) }));
  const paragraphs = opening(agent, places, findings);
  const rest = findings.slice(1);
  if (rest.length > 0) paragraphs.push(`**${agent.name} also found**\n\n${rest.map(renderFinding).join('\n')}`);
  const listed = places.map(({ file, place }) => `- ${linkTo(place)}: ${inertText(reasons(file))}`);
  if (listed.length > 0) paragraphs.push(`**Files that matter**\n\n${listed.join('\n')}`);
  if (files.length === 0)
    paragraphs.push(
      `No file of ${inertText(context.project.name)} has a word of this question: this is known of all of it.`,
    );
  if (TELLS_CHANGES.has(agent.id) && context.changes.length > 0) {
    const changes = context.changes
      .slice(0, MAX_CHANGES)
      .map((change) => `- ${inertText(change.day)} ${inertText(change.commit)} ${inertText(renderChange(change))}`);
    paragraphs.push(`**Recent changes of these files**\n\n${changes.join('\n')}`);
  }
  paragraphs.push(
    '*Local analysis, no language model: places to look at, not a verdict. A connected model (`wee.openai.baseUrl`) answers in words.*',
  );
  return { paragraphs, sources: unique([...cited, ...places.map(({ place }) => place)]).slice(0, MAX_SOURCES) };
}

interface PlacedFile {
  readonly file: ContextFile;
  readonly place: SourceRef;
}

/** The weightiest finding with its evidence; without one, the file that fits best and what was looked for. */
function opening(
  { id, skills }: AgentDefinition,
  files: readonly PlacedFile[],
  findings: readonly Finding[],
): string[] {
  const verb = id === 'sherlock' ? 'Look first at' : id === 'edison' ? 'Begin at' : 'Start at';
  const [first] = findings;
  if (first !== undefined) {
    const [place] = first.sources;
    const { text, rest } = linkTitle(withoutPlace(oneLine(first.title), place?.path), first.sources);
    const named = place === undefined || !rest.includes(place);
    const lead = named ? `${text}.` : `${verb} ${linkTo(place)}: ${text}.`;
    const others = rest.filter((source) => source !== place).slice(0, MAX_LINKS);
    const links = others.length === 0 ? '' : ` See ${linksTo(others, place?.path)}.`;
    return [`${lead}${links}`, ...detailLines(first).map((line) => `> ${line}`), ...excerptOf(first)];
  }
  const [file] = files;
  if (file === undefined) return [];
  const start = `${verb} ${linkTo(file.place)}, which fits the question best (${inertText(reasons(file.file))}).`;
  return [`${start} I looked through these files for ${checks(skills)}, and found nothing to report.`];
}

/** A title that begins with a name and its file, without the file: the place stands before it. */
function withoutPlace(title: string, path = ''): string {
  const [, name = '', rest = ''] = /^(`[^`]+`(?: \(\w+\))?) in (.*)$/.exec(title) ?? [];
  return rest.startsWith(`\`${path}\` `) ? name + rest.slice(path.length + 2) : title;
}

/** Why a file was chosen; the line is in its link already. */
function reasons({ why }: ContextFile): string {
  return why
    .slice(0, MAX_REASONS)
    .map((one) => one.replace(/,? lines? \d+(?:–\d+)?/g, ''))
    .join('; ');
}

/** Ids of skills as words: `blocking calls and risky calls`. */
function checks(skills: readonly string[]): string {
  const names = skills.map((id) => inertText(id.replaceAll('-', ' ')));
  const last = names.at(-1) ?? 'what I know';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}

function renderFinding(finding: Finding): string {
  const { title, sources } = finding;
  const { text, rest } = linkTitle(oneLine(title), sources);
  const named = rest.length < sources.length ? sources.find((source) => !rest.includes(source))?.path : undefined;
  const links = rest.length === 0 ? '' : ` → ${linksTo(rest.slice(0, MAX_LINKS), named)}`;
  const excerpt = excerptOf(finding).map((block) => `\n\n  ${block.replaceAll('\n', '\n  ')}\n`);
  return [[`- ${text}${links}`, ...detailLines(finding)].join('  \n  '), ...excerpt].join('');
}

function detailLines({ detail = '' }: Finding): readonly string[] {
  return detail
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, MAX_DETAIL_LINES);
}

/** Lines of code as a block whose fence is longer than any inside it. */
function excerptOf({ excerpt }: Finding): readonly string[] {
  if (excerpt === undefined) return [];
  const longest = Math.max(2, ...[...excerpt.text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const lines = excerpt.text.split('\n').slice(0, MAX_EXCERPT_LINES);
  return [`${fence}${excerpt.language.replace(/[^\w+#-]/g, '')}\n${lines.join('\n')}\n${fence}`];
}

function nothingFound({ id }: AgentDefinition, { name, languages }: ProjectContext['project']): string {
  if (name === 'no folder')
    return 'No folder is open, so there is nothing to look at. Open the folder that your question is about, and ask again.';
  if (languages.length === 0)
    return `I see no source code in ${inertText(name)}. Open the folder that holds it, check that git does not ignore it, and ask again.`;
  return `No file of ${inertText(name)} has a word of this question. Name a file, a function or an error message from the code${id === 'alex' ? '.' : ', or ask @alex for an overview.'}`;
}

function rankedFiles({ ranking, files }: ProjectContext): readonly ContextFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return ranking.flatMap((path) => byPath.get(path) ?? []).slice(0, MAX_FILES);
}

/** Where to open a file: where a finding points, else the lines that matched the question, else what is shown of it. */
function placeIn({ path, shown, why }: ContextFile, cited: readonly SourceRef[]): SourceRef {
  const found = cited.find((source) => source.path === path);
  if (found !== undefined) return found;
  const matched = /\blines (\d+)/.exec(why.join(' '))?.[1];
  const range = shown.find(([from, to]) => Number(matched) >= from && Number(matched) <= to) ?? shown[0];
  return range === undefined ? { path, line: 1 } : { path, line: range[0], endLine: range[1] };
}

function unique(sources: readonly SourceRef[]): readonly SourceRef[] {
  return [...new Map(sources.map((source) => [`${source.path}:${source.line}`, source])).values()];
}

function oneLine(markdown: string): string {
  return markdown.replace(/\s+/g, ' ').trim();
}
