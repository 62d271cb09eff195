import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import type { Profiler } from 'node:inspector';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort, startServer } from '../scripts/host.mjs';
import { Editor } from '../test/e2e/editor.ts';
import { longestStretch } from './longest-stretch.ts';
import { median, quantile, round } from './statistics.ts';
import { generatedWorkspace } from './workspace.ts';

const ROUNDS = 5;
/** Commands run a round. */
const REACTIONS = 4;
/** ms that the editor gets to settle before the index begins: its own start blocks the host for tenths of a second. */
const SETTLE_MS = 12_000;
/** ms that are watched without and with the index at work. */
const WATCH_MS = 6_000;
/** The editor's own work in the same extension host that has nothing to do with WEE: a poll for ports that spawns processes. */
const QUIET = { 'remote.autoForwardPorts': false };

/**
 * In a real extension host: activation; from the key to the first sign of the command in the page, beside VS Code's own
 * palette; the longest block while the whole workspace is indexed, beside the same host just before with WEE idle, and the longest
 * that is WEE's own, by a profile: the editor's own code and whatever waits for a processor block the host as well.
 */
export default async function bench(options: { readonly repo?: string }): Promise<Record<string, number>> {
  const folder = options.repo ?? generatedWorkspace(2_500);
  const activations: number[] = [];
  const reactions: number[] = [];
  const palettes: number[] = [];
  const idle: number[] = [];
  const indexing: number[] = [];
  const own: number[] = [];
  for (let n = 0; n < ROUNDS; n++) {
    const temp = mkdtempSync(join(tmpdir(), 'wee-bench-host-'));
    const profile = join(temp, 'profile');
    mkdirSync(join(profile, 'extensions'), { recursive: true });
    symlinkSync(resolve('bench/probe'), join(profile, 'extensions', 'wee-bench.probe-0.0.1'), 'dir');
    const out = join(temp, 'probe.json');
    const env = {
      WEE_DATA: join(temp, 'wee'),
      PROBE_OUT: out,
      PROBE_SETTLE_MS: String(SETTLE_MS),
      PROBE_WATCH_MS: String(WATCH_MS),
    };
    const server = await startServer({ profile, port: await freePort(), env, settings: QUIET });
    const editor = await Editor.open(server.url(folder));
    for (let again = 0; again < REACTIONS; again++) {
      palettes.push(await editor.reaction('F1'));
      reactions.push(await editor.reaction('Control+Alt+w'));
    }
    const blocks = await measured(out);
    idle.push(blocks.idle);
    indexing.push(blocks.indexing);
    own.push(longestStretch(blocks.profile, '/dist/extension.js'));
    activations.push(Number(/activated in ([\d.]+) ms/.exec(weeLog(profile))?.[1]));
    await editor.close();
    server.stop();
    await server.ended;
  }
  return {
    activate_ms: round(median(activations)),
    reaction_ms_p95: round(quantile(reactions, 0.95)),
    reaction_ms_p50: round(median(reactions)),
    palette_ms_p95: round(quantile(palettes, 0.95)),
    palette_ms_p50: round(median(palettes)),
    max_block_ms: round(median(indexing)),
    idle_block_ms: round(median(idle)),
    own_block_ms: round(Math.max(...own)),
  };
}

function weeLog(profile: string): string {
  const logs = join(profile, 'data', 'logs');
  const path = readdirSync(logs, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('WEE.log'));
  return path === undefined ? '' : readFileSync(join(logs, path), 'utf8');
}

/** What the probe tells, times in ms. */
interface Measured {
  readonly idle: number;
  readonly indexing: number;
  readonly profile: Profiler.Profile;
}

async function measured(path: string): Promise<Measured> {
  for (let tries = 0; tries < 120; tries++) {
    if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Measured;
    await setTimeout(500);
  }
  throw new Error('The probe in the extension host did not report.');
}
