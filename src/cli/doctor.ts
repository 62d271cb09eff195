import type { Engine } from '../engine/coordinator/engine.ts';
import { AUTO_AGENT } from '../engine/domain/agent.ts';
import { createProgress } from './progress.ts';

/** `wee doctor`. Makes the index first, so that it can be told whether that works. Resolves to the exit code: 1 when something is not well. */
export async function doctor(engine: Engine, json: boolean, signal: AbortSignal): Promise<number> {
  const progress = createProgress();
  await engine
    .context(
      { agent: AUTO_AGENT, text: 'overview' },
      { signal, onProgress: ({ done, total }) => progress.show(`Indexing ${done} of ${total} files`) },
    )
    // What fails here is what the checks then tell.
    .catch(() => {});
  progress.clear();
  if (signal.aborted) return 130;
  const checks = await engine.doctor();
  const ok = checks.every((check) => check.ok);
  if (json) process.stdout.write(`${JSON.stringify({ ok, checks })}\n`);
  else {
    for (const check of checks) {
      process.stdout.write(
        `${check.ok ? '✓' : '✗'} ${check.name}: ${check.detail}\n${check.ok ? '' : `  → ${check.remedy}\n`}`,
      );
    }
  }
  return ok ? 0 : 1;
}
