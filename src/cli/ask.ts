import type { Engine } from '../engine/coordinator/engine.ts';
import { AUTO_AGENT } from '../engine/domain/agent.ts';
import type { AskEvent } from '../engine/domain/ask-event.ts';
import type { CliOptions } from './options.ts';
import { createProgress } from './progress.ts';

/** `wee ask`: streams an answer. Resolves to the exit code. */
export async function ask(engine: Engine, options: CliOptions, question: string, signal: AbortSignal): Promise<number> {
  const progress = createProgress();
  const { focus, bypassCache } = options;
  const asked = { agent: AUTO_AGENT, text: question, bypassCache, ...(focus !== undefined && { focus }) };
  for await (const event of engine.ask(asked, { signal })) {
    if (event.type === 'status') progress.show(event.message);
    if (event.type === 'near') {
      progress.clear();
      process.stderr.write(`answered before: “${event.question}” (wee cache show ${event.digest.slice(0, 12)})\n`);
    }
    if (event.type === 'text') {
      progress.clear();
      if (!options.json) process.stdout.write(event.text);
    }
    if (event.type === 'restart') {
      progress.clear();
      if (!options.json) process.stdout.write(`\n\n${dim(event.message)}\n\n`);
    }
    if (event.type === 'done') {
      progress.clear();
      process.stdout.write(options.json ? `${JSON.stringify(toJson(event))}\n` : `\n${dim(footer(event))}\n`);
    }
    if (event.type === 'failed') {
      progress.clear();
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
    ...(trace.attempts !== undefined && { attempts: trace.attempts }),
    ...(trace.complexity !== undefined && { complexity: trace.complexity }),
    ...(trace.fallback !== undefined && { fallback: trace.fallback }),
  };
}

function footer({ answer, tier, trace }: Done): string {
  const from = tier === 'none' ? 'new' : `${tier} cache`;
  return `${answer.agent} · ${from} · ${trace.totalMs < 10 ? trace.totalMs.toFixed(1) : Math.round(trace.totalMs)} ms · ${answer.backend} · ${trace.reason}`;
}

function dim(text: string): string {
  return process.stdout.isTTY && !process.env.NO_COLOR ? `\x1b[2m${text}\x1b[22m` : text;
}
