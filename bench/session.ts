import type { SessionRecord } from '../src/engine/domain/session.ts';
import { instantBackend } from './instant-backend.ts';
import { openEngine } from './open-engine.ts';
import { median, quantile, round } from './statistics.ts';
import { generatedWorkspace } from './workspace.ts';

const FILES = 2_000;
const SESSIONS = 60;
const ROUNDS = 5;
const INSTANT = 400;
/** Sessions at once where the rate is measured. */
const SIDE_BY_SIDE = 16;
const AGENTS = '@sherlock @leonardo @marie';

const instant = instantBackend('See src/order, as @sherlock, @leonardo and @marie say.');

/**
 * Sessions of three local agents, each on a question of its own, so that the context is compressed every time; and sessions
 * of three agents and a synthesis on an instant backend: `sessions_per_min` in an unchanged workspace, every answer generated
 * anew, and `new_sessions_per_min` with a question of its own each, context included.
 */
export default async function bench(options: { readonly repo?: string }): Promise<Record<string, number>> {
  const { engine } = openEngine(options.repo ?? generatedWorkspace(FILES));
  engine.addBackend(instant, 1_000);
  const session = async (text: string, more: { pool?: string; bypassCache?: boolean } = {}): Promise<SessionRecord> => {
    for await (const event of engine.session({ agent: 'auto', text: `${AGENTS} ${text}`, ...more })) {
      if (event.type === 'failed') throw new Error(event.message);
      if (event.type === 'done' && event.session.status === 'done' && event.session.steps.length === 3)
        return event.session;
    }
    throw new Error('The session did not end with three answers.');
  };
  await session('where is the order price loaded?');
  const { files } = await engine.indexStatus();

  const times: number[] = [];
  const shares: { efficiency: number; overhead: number }[] = [];
  for (let n = 0; n < SESSIONS; n++) {
    const start = performance.now();
    const { coordination, steps } = await session(`why does stock ${n} fail when price ${n * 7} is loaded?`);
    times.push(performance.now() - start);
    if (steps.some(({ tier }) => tier !== 'none')) throw new Error('A step came from the cache.');
    shares.push(coordination);
  }
  const rates: number[] = [];
  const fresh: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const again = (): Promise<unknown> =>
      session('where is the order price loaded?', { pool: 'instant', bypassCache: true });
    rates.push(await perMinute(INSTANT, again));
    fresh.push(await perMinute(INSTANT / 10, (n) => session(`where is stock ${round} of ${n}?`, { pool: 'instant' })));
  }
  return {
    files,
    session_ms_p50: round(quantile(times, 0.5)),
    session_ms_p95: round(quantile(times, 0.95)),
    efficiency: round(median(shares.map(({ efficiency }) => efficiency))),
    overhead: round(median(shares.map(({ overhead }) => overhead))),
    sessions_per_min: round(median(rates)),
    new_sessions_per_min: round(median(fresh)),
  };
}

async function perMinute(sessions: number, run: (n: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < sessions) await run(next++);
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
  return (sessions * 60_000) / (performance.now() - start);
}
