import { createInterface } from 'node:readline';
import * as v from 'valibot';
import type { Engine } from '../engine/coordinator/engine.ts';
import { AUTO_AGENT } from '../engine/domain/agent.ts';
import type { ProjectContext } from '../engine/domain/context/context.ts';
import { renderChange } from '../engine/domain/context/render-change.ts';
import { renderContext } from '../engine/domain/context/render-context.ts';
import { WeeError } from '../engine/errors.ts';
import { plainLine } from '../engine/text/plain-line.ts';
import { daysAgo } from './days-ago.ts';
import type { CliOptions } from './options.ts';
import { createProgress } from './progress.ts';

const lineSchema = v.object({ query: v.string() });

/** `wee context`: one question, or without one a JSON object a line on standard input. Resolves to the exit code. */
export async function context(
  engine: Engine,
  options: CliOptions,
  question: string | undefined,
  signal: AbortSignal,
): Promise<number> {
  if (question !== undefined) {
    process.stdout.write(await one(engine, options, question, signal));
    return 0;
  }
  let code = 0;
  for await (const line of createInterface({ input: process.stdin, signal })) {
    if (line.trim() === '') continue;
    const query = parseLine(line);
    if (query === undefined || query.trim() === '') {
      process.stderr.write('wee: a line of standard input is not {"query": "…"}; it is left out.\n');
      code = 1;
    } else process.stdout.write(await one(engine, { ...options, json: true }, query, signal));
  }
  return signal.aborted ? 130 : code;
}

async function one(engine: Engine, options: CliOptions, query: string, signal: AbortSignal): Promise<string> {
  if (query.trim() === '')
    throw new WeeError('empty-question', 'There is no question.', 'Write what you would like to know.');
  const progress = createProgress();
  const started = performance.now();
  const question = { agent: AUTO_AGENT, text: query, ...(options.focus !== undefined && { focus: options.focus }) };
  const made = await engine.context(question, {
    signal,
    onProgress: ({ done, total }) => progress.show(`Indexing ${done} of ${total} files`),
  });
  progress.clear();
  const ms = performance.now() - started;
  if (options.json) return `${JSON.stringify(toJson(query, made, ms))}\n`;
  return options.text ? `${renderContext(made)}\n` : forPeople(made, ms);
}

function toJson(query: string, made: ProjectContext, ms: number): object {
  const { dependencies, changes, tokens, budget, redacted } = made;
  const files = best(made).map(({ path, why, tokens: cost, shown }) => ({ path, why, tokens: cost, shown }));
  return { query, files, dependencies, changes, tokens, budget, ms, redacted };
}

function forPeople(made: ProjectContext, ms: number): string {
  const rows = best(made).map(({ path, why, tokens, shown }) => {
    const lines = shown.map(([from, to]) => `${from}–${to}`).join(', ');
    return `${String(tokens).padStart(6)}  ${path}  ${lines === '' ? 'outline' : `lines ${lines}`}  (${why.join('; ')})`;
  });
  const { tokens, budget, redacted, dependencies, changes } = made;
  const notes = [
    `${tokens} of ${budget} tokens`,
    `${rows.length} files`,
    `${dependencies.length} dependencies`,
    `${changes.length} changes`,
    `${redacted} secrets redacted`,
    `${Math.round(ms)} ms`,
  ];
  const past = changes.map((change) => plainLine(`${daysAgo(change.day, Date.now())}: ${renderChange(change)}`, 500));
  const told = past.length === 0 ? '' : `\n\nRecent changes of these files\n${past.join('\n')}`;
  const files = rows.length === 0 ? whyNone(made) : `tokens  file\n${rows.join('\n')}`;
  return `${files}${told}\n\n${notes.join(' · ')}\n`;
}

function whyNone({ project }: ProjectContext): string {
  const name = plainLine(project.name, 100);
  return project.languages.length === 0
    ? `There is no source code in ${name}. --root names another folder; a bare repository has to be checked out, and what git ignores is left out.`
    : `No file of ${name} has a word of this question. Name a file, a function or an error message as the code spells it.`;
}

/** The chosen files, best first. */
function best({ files, ranking }: ProjectContext): ProjectContext['files'] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return ranking.flatMap((path) => byPath.get(path) ?? []);
}

function parseLine(line: string): string | undefined {
  try {
    const result = v.safeParse(lineSchema, JSON.parse(line));
    return result.success ? result.output.query : undefined;
  } catch {
    return undefined;
  }
}
