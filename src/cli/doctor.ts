import type { Engine } from '../engine/coordinator/engine.ts';

/** `wee doctor`. Resolves to the exit code: 1 when something is not well. */
export async function doctor(engine: Engine, json: boolean): Promise<number> {
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
