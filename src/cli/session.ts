import { describeCost } from '../engine/coordinator/budget/describe-amount.ts';
import type { Engine } from '../engine/coordinator/engine.ts';
import { AUTO_AGENT } from '../engine/domain/agent.ts';
import type { SessionEvent, SessionRecord } from '../engine/domain/session.ts';
import { createAnswerOutput } from './answer-output.ts';
import { approver } from './approve.ts';
import type { CliOptions } from './options.ts';
import { createProgress } from './progress.ts';
import { renderSession, sessionToJson } from './session-output.ts';

/** `wee session`: several agents on one question. Resolves to the exit code. */
export async function session(
  engine: Engine,
  options: CliOptions,
  question: string,
  signal: AbortSignal,
): Promise<number> {
  const progress = createProgress();
  const output = createAnswerOutput();
  const { focus, bypassCache, json } = options;
  const approve = approver(options, signal);
  const asked = { agent: AUTO_AGENT, text: question, bypassCache, ...(focus !== undefined && { focus }) };
  const say = (line: string): void => {
    progress.clear();
    if (!json) process.stderr.write(`${line}\n`);
  };
  for await (const event of engine.session(asked, approve === undefined ? { signal } : { signal, approve })) {
    if (event.type === 'status') progress.show(event.message);
    else if (event.type === 'planned') say(describePlan(event));
    else if (event.type === 'step') showStep(event, progress.show, say);
    else if (event.type === 'text') {
      progress.clear();
      if (!json) output.write(event.text);
    } else if (event.type === 'done') {
      progress.clear();
      output.end();
      if (json) process.stdout.write(`${JSON.stringify(sessionToJson(event.session))}\n`);
      else output.note(`\n${footer(event.session)}`);
    } else {
      progress.clear();
      output.breakOff();
      if (event.code === 'cancelled') {
        const { id = '', steps = [] } = event.session ?? {};
        if (steps.some(({ status }) => status === 'answered'))
          process.stderr.write(`Stopped. What was answered until then: wee session --show ${id.slice(0, 8)}\n`);
        return 130;
      }
      process.stderr.write(`wee: ${event.message}\n${event.remedy}\n`);
      return event.code === 'unknown-agent' || event.code === 'empty-question' ? 2 : 1;
    }
  }
  return 0;
}

/** `wee session --list`. */
export async function listSessions(engine: Engine, json: boolean): Promise<number> {
  const sessions = await engine.sessions();
  for (const one of sessions) {
    const { id, question, startedAt, status, agents } = one;
    const line = `${id.slice(0, 8)}  ${new Date(startedAt).toISOString().slice(0, 16).replace('T', ' ')}  ${status.padEnd(9)}  ${agents.join(', ')}  ${oneLine(question)}`;
    process.stdout.write(`${json ? JSON.stringify(one) : line}\n`);
  }
  if (sessions.length === 0 && !json)
    process.stdout.write('There is no session yet. Begin one with: wee session "question"\n');
  return 0;
}

/** `wee session --show ID`. */
export async function showSession(engine: Engine, id: string, json: boolean): Promise<number> {
  const record = await engine.sessionRecord(id);
  if (record === undefined) {
    process.stderr.write(`wee: There is no session “${id.slice(0, 40)}”.\nSee “wee session --list”.\n`);
    return 2;
  }
  const output = createAnswerOutput();
  if (json) process.stdout.write(`${JSON.stringify(sessionToJson(record))}\n`);
  else output.write(renderSession(record));
  output.end();
  return 0;
}

type Step = Extract<SessionEvent, { type: 'step' }>;

function showStep({ step, message }: Step, show: (text: string) => void, say: (line: string) => void): void {
  const { agent, status, ms, tier, failure } = step;
  if (status === 'running') show(`@${agent}: ${message === '' ? 'is looking' : message}`);
  else if (status === 'answered')
    say(`@${agent}: ${tier === 'none' ? 'answered' : `from ${tier} cache`}, ${Math.round(ms)} ms`);
  else if (status === 'failed') say(`@${agent}: ${failure?.message ?? 'failed'}`);
}

function describePlan({ plan }: Extract<SessionEvent, { type: 'planned' }>): string {
  const first = plan.steps.filter(({ dependsOn }) => dependsOn.length === 0).map(({ agent }) => `@${agent}`);
  const later = plan.steps.filter(({ dependsOn }) => dependsOn.length > 0).map(({ agent }) => `@${agent}`);
  return `${[first.join(' and '), ...later].join(', then ')} (${plan.reason})`;
}

function footer({ id, steps, ms, cost, coordination, status }: SessionRecord): string {
  const agents = steps.map(({ agent }) => agent).join(', ');
  const figures = `${Math.round(ms)} ms · efficiency ${coordination.efficiency.toFixed(2)} · overhead ${Math.round(coordination.overhead * 100)}%`;
  const spent = cost === undefined ? '' : ` · ${describeCost(cost)}`;
  return `session ${id.slice(0, 8)} · ${agents} · ${status} · ${figures}${spent}`;
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
