import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseBudget } from '../engine/coordinator/budget/parse-budget.ts';
import type { CacheFilter } from '../engine/domain/cache-entry.ts';
import type { Focus } from '../engine/domain/question.ts';
import { defaultSettings, type EngineSettings } from '../engine/domain/settings.ts';
import { parseInstances } from '../engine/routing/parse-instances.ts';

/** A mistake in how the command was called: exit code 2. */
export class UsageError extends Error {}

export interface CliOptions {
  readonly command: string;
  readonly question: string | undefined;
  /** The words behind the command, one by one. */
  readonly words: readonly string[];
  /** For `cache`: which answers. */
  readonly filter: CacheFilter;
  readonly limit: number;
  readonly root: string;
  readonly data: string | undefined;
  readonly focus: Focus | undefined;
  readonly json: boolean;
  readonly text: boolean;
  readonly bypassCache: boolean;
  /** With `session`: list the stored ones, or show the one of this id. */
  readonly list: boolean;
  readonly show: string | undefined;
  /** What needs approval is approved. */
  readonly yes: boolean;
  /** With `dashboard`: where it listens; 0 for any that is free. */
  readonly port: number;
  readonly settings: EngineSettings;
}

/**
 * Flags, environment and words of a call.
 * @throws UsageError naming what is wrong.
 */
export function parseOptions(args: readonly string[], env: NodeJS.ProcessEnv): CliOptions {
  const { values, positionals } = parse(args);
  const [command = 'help', ...words] = positionals;
  const root = resolve(values.root ?? '.');
  if (!isFolder(root)) throw new UsageError(`--root: ${root} is not a folder.`);
  if (!isReadable(root)) throw new UsageError(`--root: you may not read ${root}.`);
  const pool = values.pool ?? 'auto';
  if (pool !== 'auto' && pool !== 'local' && pool !== 'openai')
    throw new UsageError(`--pool: “${pool}” is none of auto, local, openai.`);
  const { instances, faults: instanceFaults } = parseInstances(
    readJson('--instances', values.instances ?? env.WEE_INSTANCES) ?? [],
  );
  const { budget, faults: budgetFaults } = parseBudget(readJson('--budget', values.budget ?? env.WEE_BUDGET));
  const question = words.length === 0 ? undefined : words.join(' ');
  return {
    command: values.help === true ? 'help' : values.version === true ? 'version' : command,
    question,
    words,
    filter: {
      ...(values.agent !== undefined && { agent: values.agent.replace(/^@/, '') }),
      ...(values.file !== undefined && { file: values.file.replaceAll('\\', '/').replace(/^\.\//, '') }),
    },
    limit: parseLimit(values.limit),
    root,
    data: values.data === undefined ? undefined : resolve(values.data),
    focus: values.focus === undefined ? undefined : parseFocus(values.focus, root),
    json: values.json ?? false,
    text: values.text ?? false,
    bypassCache: values['no-cache'] ?? false,
    list: values.list ?? false,
    show: values.show,
    yes: values.yes ?? false,
    port: parsePort(values.port),
    settings: {
      ...defaultSettings,
      instances,
      // The flag is said for this question, the file for all.
      budget: values['no-fallback'] === true ? { ...budget, over: 'refuse' } : budget,
      faults: [...instanceFaults, ...budgetFaults],
      routing: { ...defaultSettings.routing, fallback: values['no-fallback'] !== true },
      pool,
      offline: values.offline ?? false,
      embeddings: { baseUrl: env.WEE_EMBEDDINGS_BASE_URL ?? '', model: env.WEE_EMBEDDINGS_MODEL ?? '' },
      openai: {
        ...defaultSettings.openai,
        baseUrl: parseUrl(values['base-url']) ?? env.WEE_OPENAI_BASE_URL ?? '',
        model: values.model ?? env.WEE_OPENAI_MODEL ?? '',
        ...(values.timeout !== undefined && { timeoutMs: parseSeconds('--timeout', values.timeout) * 1_000 }),
      },
      session: {
        stepTimeoutMs:
          values['step-timeout'] === undefined
            ? defaultSettings.session.stepTimeoutMs
            : parseSeconds('--step-timeout', values['step-timeout']) * 1_000,
        stepTokens: parseTokens(values['step-tokens']),
      },
    },
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        root: text,
        data: text,
        focus: text,
        pool: text,
        'base-url': text,
        model: text,
        agent: text,
        file: text,
        limit: text,
        timeout: text,
        'step-timeout': text,
        'step-tokens': text,
        json: flag,
        text: flag,
        offline: flag,
        instances: text,
        budget: text,
        yes: { ...flag, short: 'y' },
        'no-fallback': flag,
        'no-cache': flag,
        list: flag,
        show: text,
        port: text,
        help: { ...flag, short: 'h' },
        version: flag,
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function parseUrl(text: string | undefined): string | undefined {
  if (text !== undefined && !/^https?:\/\/./i.test(text))
    throw new UsageError(`--base-url: “${text}” is no address such as http://localhost:11434/v1.`);
  return text;
}

function parseLimit(text = '50'): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError(`--limit: “${text}” is not a number of rows.`);
  return limit;
}

function parsePort(text = '0'): number {
  const port = Number(text);
  if (text === '' || !Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--port: “${text}” is not a port.`);
  return port;
}

function parseFocus(text: string, root: string): Focus {
  const match = /^(.+?):(\d+)(?:-(\d+))?$/.exec(text);
  const from = Number(match?.[2]);
  const to = match?.[3] === undefined ? from : Number(match[3]);
  if (match?.[1] === undefined || from < 1 || to < from)
    throw new UsageError(`--focus: “${text}” is not FILE:LINE or FILE:LINE-LINE.`);
  const path = relative(root, resolve(root, match[1])).replaceAll('\\', '/');
  if (path.startsWith('../') || statSync(join(root, path), { throwIfNoEntry: false })?.isFile() !== true)
    throw new UsageError(`--focus: there is no file “${match[1]}” in ${root}.`);
  return { path, from, to };
}

/** What a file holds; what of it makes no sense is named by `wee doctor`, but a file that cannot be read is a mistake of the call. */
function readJson(flag: string, path: string | undefined): unknown {
  if (path === undefined || path === '') return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new UsageError(`${flag}: ${path} ${why}.`);
  }
}

function parseTokens(text = String(defaultSettings.session.stepTokens)): number {
  const tokens = Number(text);
  if (!Number.isInteger(tokens) || tokens < 1_000)
    throw new UsageError(`--step-tokens: “${text}” is not a number of tokens from 1000 on.`);
  return tokens;
}

function parseSeconds(flag: string, text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 3_600))
    throw new UsageError(`${flag}: “${text}” is not a number of seconds up to 3600.`);
  return seconds;
}

function isReadable(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
