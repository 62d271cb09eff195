import manifest from '../../package.json' with { type: 'json' };
import { WeeError } from '../engine/errors.ts';
import { agents } from './agents.ts';
import { ask } from './ask.ts';
import { cache } from './cache.ts';
import { context } from './context.ts';
import { dashboard } from './dashboard/dashboard.ts';
import { distFolder } from './dist-folder.ts';
import { doctor } from './doctor.ts';
import { openEngine } from './open-engine.ts';
import { type CliOptions, parseOptions, UsageError } from './options.ts';
import { readQuestion } from './read-question.ts';
import { listSessions, session, showSession } from './session.ts';
import { stats } from './stats.ts';
import { trace } from './trace.ts';
import { usage } from './usage.ts';

/** Runs one command. Resolves to the exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted. */
export async function runCli(args: readonly string[]): Promise<number> {
  try {
    return await run(parseOptions(args, process.env));
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`wee: ${error.message}\nSee “wee help”.\n`);
      return 2;
    }
    const { code, message, remedy } = WeeError.from(error);
    if (code === 'cancelled') return 130;
    process.stderr.write(`wee: ${message}\n${remedy}\n`);
    return code === 'unknown-agent' || code === 'empty-question' ? 2 : 1;
  }
}

async function run(options: CliOptions): Promise<number> {
  const { command } = options;
  if (command === 'help' || command === 'version') {
    process.stdout.write(command === 'help' ? usage : `${manifest.version}\n`);
    return 0;
  }
  if (!['ask', 'session', 'context', 'cache', 'agents', 'stats', 'trace', 'doctor', 'dashboard'].includes(command))
    throw new UsageError(`There is no command “${command}”.`);
  const stored = command === 'session' && (options.list || options.show !== undefined);
  if (command === 'session' && options.question === undefined && !stored)
    throw new UsageError('session: there is no question.');
  if (command === 'ask' && options.question === undefined) throw new UsageError('ask: there is no question.');
  const question = options.question === '-' ? await readQuestion() : options.question;
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  if (command === 'dashboard') process.once('SIGTERM', () => stop.abort());
  // Doctor tells them itself.
  if (command === 'ask' || command === 'session')
    for (const fault of options.settings.faults) process.stderr.write(`wee: ${fault}\n`);
  const { engine } = openEngine(options);
  try {
    if (command === 'doctor') return await doctor(engine, options.json, stop.signal);
    if (command === 'dashboard') return await dashboard(engine, options, distFolder(), stop.signal);
    if (command === 'stats') return await stats(engine, options.json);
    if (command === 'trace') return await trace(engine, options);
    if (command === 'agents') return await agents(engine, options.json);
    if (command === 'cache') return await cache(engine, options, stop.signal);
    if (command === 'context') return await context(engine, options, question, stop.signal);
    if (command === 'session') {
      if (options.show !== undefined) return await showSession(engine, options.show, options.json);
      if (options.list) return await listSessions(engine, options.json);
      return await session(engine, options, question ?? '', stop.signal);
    }
    return await ask(engine, options, question ?? '', stop.signal);
  } finally {
    await engine.dispose();
  }
}
