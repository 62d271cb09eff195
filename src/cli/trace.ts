import type { Engine } from '../engine/coordinator/engine.ts';
import type { Trace } from '../engine/domain/trace.ts';
import { plainLine } from '../engine/text/plain-line.ts';
import { age, table } from './format-figures.ts';
import type { CliOptions } from './options.ts';

/** `wee trace [ID]`: the last questions, or every step of one. Resolves to the exit code. */
export async function trace(engine: Engine, { json, limit, words: [id] }: CliOptions): Promise<number> {
  if (id === undefined) {
    const traces = await engine.traces(limit);
    if (json) for (const one of traces) process.stdout.write(`${JSON.stringify(one)}\n`);
    else if (traces.length === 0) process.stdout.write('Nothing was asked here yet. Begin with: wee ask "question"\n');
    else process.stdout.write(`${table(['trace', 'ago', 'agent', 'from', 'ms', 'question'], traces.map(row))}\n`);
    return 0;
  }
  const found = await engine.trace(id);
  if (found === undefined) {
    process.stderr.write(
      `wee: No trace, or more than one, begins with “${plainLine(id, 40)}”.\nSee “wee trace”, and give more of its letters.\n`,
    );
    return 1;
  }
  process.stdout.write(json ? `${JSON.stringify(found)}\n` : describe(found));
  return 0;
}

function row({ id, startedAt, agent, outcome, tier, totalMs, question }: Trace): string[] {
  const from = outcome === 'hit' ? tier : outcome === 'miss' ? 'new' : outcome;
  return [id.slice(0, 8), age(startedAt), agent || '–', from, figure(totalMs), plainLine(question, 80)];
}

function describe(one: Trace): string {
  const { id, question, agent, outcome, tier, startedAt, totalMs, firstTokenMs, steps, attempts = [], tokens } = one;
  const facts = [
    ['asked', `${new Date(startedAt).toISOString().slice(0, 19).replace('T', ' ')} UTC`],
    ['agent', agent || '–'],
    ['outcome', outcome === 'hit' ? `hit (${tier})` : outcome],
    ['why', plainLine(one.reason, 300)],
    ...(one.backend === undefined ? [] : [['backend', plainLine(one.backend, 80)]]),
    ...(one.complexity === undefined ? [] : [['complexity', one.complexity.toFixed(1)]]),
    ...(one.fallback === undefined ? [] : [['fallback', plainLine(one.fallback, 300)]]),
    ...(tokens === undefined
      ? []
      : [['tokens', `${tokens.prompt} in, ${tokens.answer} out${tokens.estimated ? ' (estimated)' : ''}`]]),
    ...(one.digest === undefined ? [] : [['prompt', one.digest.slice(0, 12)]]),
  ];
  const timed = Object.entries(steps).map(([step, took]) => [step, `${figure(took)} ms`]);
  const first =
    firstTokenMs === undefined ? [] : [['first token', `${figure(firstTokenMs)} ms after the backend began`]];
  const tries = attempts.map(({ instance, outcome: end, ms, reason, fault }) => [
    instance,
    `${end}, ${figure(ms)} ms; ${plainLine(reason, 120)}${fault === undefined ? '' : `; ${plainLine(fault, 200)}`}`,
  ]);
  const block = (rows: readonly (readonly string[])[]): string =>
    rows.map(([name = '', value = '']) => `  ${name.padEnd(12)}${value}\n`).join('');
  return [
    `${plainLine(question, 200)}\n`,
    block([['trace', id], ...facts]),
    `\nsteps\n${block([...timed, ...first, ['whole', `${figure(totalMs)} ms`]])}`,
    ...(tries.length > 0 ? [`\nrequests\n${block(tries)}`] : []),
  ].join('');
}

function figure(value: number): string {
  return value < 10 ? value.toFixed(2) : String(Math.round(value));
}
