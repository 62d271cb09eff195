import { describeCost } from '../engine/coordinator/budget/describe-amount.ts';
import type { Engine } from '../engine/coordinator/engine.ts';
import { AUTO_AGENT } from '../engine/domain/agent.ts';
import type { AskEvent } from '../engine/domain/ask-event.ts';
import { createAnswerOutput } from './answer-output.ts';
import { approver } from './approve.ts';
import type { CliOptions } from './options.ts';
import { createProgress } from './progress.ts';

/** `wee ask`: streams an answer. Resolves to the exit code. */
export async function ask(engine: Engine, options: CliOptions, question: string, signal: AbortSignal): Promise<number> {
  const progress = createProgress();
  const output = createAnswerOutput();
  const { focus, bypassCache } = options;
  const approve = approver(options, signal);
  const asked = { agent: AUTO_AGENT, text: question, bypassCache, ...(focus !== undefined && { focus }) };
  for await (const event of engine.ask(asked, approve === undefined ? { signal } : { signal, approve })) {
    if (event.type === 'status') progress.show(event.message);
    if (event.type === 'near') {
      progress.clear();
      process.stderr.write(`answered before: “${event.question}” (wee cache show ${event.digest.slice(0, 12)})\n`);
    }
    if (event.type === 'text') {
      progress.clear();
      if (!options.json) output.write(event.text);
    }
    if (event.type === 'restart') {
      progress.clear();
      if (!options.json) {
        output.end();
        output.note(`\n\n${event.message}\n`);
      }
    }
    if (event.type === 'done') {
      progress.clear();
      output.end();
      if (options.json) process.stdout.write(`${JSON.stringify(toJson(event))}\n`);
      else output.note(`\n${footer(event)}`);
    }
    if (event.type === 'failed') {
      progress.clear();
      output.breakOff();
      if (event.code === 'cancelled') return 130;
      process.stderr.write(`wee: ${event.message}\n${event.remedy}\n`);
      return event.code === 'unknown-agent' || event.code === 'empty-question' ? 2 : 1;
    }
  }
  return 0;
}

type Done = Extract<AskEvent, { type: 'done' }>;

function toJson({ answer, tier, trace }: Done): object {
  return {
    agent: answer.agent,
    text: answer.text,
    sources: answer.sources.map(({ path, line }) => ({ path, line })),
    tier,
    digest: answer.digest,
    ms: trace.totalMs,
    steps: trace.steps,
    tokens: answer.tokens,
    backend: answer.backend,
    reason: trace.reason,
    ...(trace.cost !== undefined && { cost: trace.cost }),
    ...(trace.attempts !== undefined && { attempts: trace.attempts }),
    ...(trace.complexity !== undefined && { complexity: trace.complexity }),
    ...(trace.fallback !== undefined && { fallback: trace.fallback }),
  };
}

function footer({ answer, tier, trace }: Done): string {
  const from = tier === 'none' ? 'new' : `${tier} cache`;
  const ms = trace.totalMs < 10 ? trace.totalMs.toFixed(1) : Math.round(trace.totalMs);
  // How the instance was picked stands in the trace, for who asks.
  const cost = trace.cost === undefined ? '' : ` · ${describeCost(trace.cost)}`;
  const [why] = trace.reason.split('; ');
  return `${answer.agent} · ${from} · ${ms} ms${cost} · ${answer.backend} · ${why}`;
}
