import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort, startServer } from '../scripts/host.mjs';
import { Editor } from '../test/e2e/editor.ts';
import { median, quantile, round } from './statistics.ts';
import { generatedWorkspace } from './workspace.ts';

const ROUNDS = 5;
/** ms that the editor gets to settle before the index begins; its own start blocks the host for tenths of a second. */
const SETTLE_MS = 15_000;
/** Seconds that are looked at from then on. */
const WATCHED = 6;

/** In a real extension host: activation, command to first visible reaction, longest block while a workspace is indexed. */
export default async function bench(options: { readonly repo?: string }): Promise<Record<string, number>> {
  const folder = options.repo ?? generatedWorkspace(2_500);
  const activations: number[] = [];
  const reactions: number[] = [];
  const blocks: number[] = [];
  for (let n = 0; n < ROUNDS; n++) {
    const temp = mkdtempSync(join(tmpdir(), 'wee-bench-host-'));
    const env = { WEE_DATA: join(temp, 'wee'), WEE_MEASURE: String(SETTLE_MS) };
    const server = await startServer({ profile: join(temp, 'profile'), port: await freePort(), env });
    const editor = await Editor.open(server.url(folder));
    for (let again = 0; again < 4; again++) {
      await editor.page.keyboard.press('Control+Alt+w');
      const start = performance.now();
      await editor.page.locator('.quick-input-widget', { hasText: 'Ask WEE' }).waitFor({ state: 'visible' });
      reactions.push(performance.now() - start);
      await editor.page.keyboard.press('Escape');
      await editor.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    }
    const log = await untilLogged(join(temp, 'profile', 'data', 'logs'));
    activations.push(Number(/activated in ([\d.]+) ms/.exec(log)?.[1]));
    blocks.push(Math.max(...blocksOf(log).slice(0, WATCHED)));
    await editor.close();
    server.stop();
    await server.ended;
  }
  return {
    activate_ms: round(median(activations)),
    reaction_ms_p95: round(quantile(reactions, 0.95)),
    max_block_ms: round(median(blocks)),
  };
}

/** The longest block of each second since the index began, ms. */
function blocksOf(log: string): number[] {
  const [, indexing = ''] = log.split('the index begins');
  return [...indexing.matchAll(/longest block ([\d.]+) ms/g)].map(([, ms]) => Number(ms));
}

async function untilLogged(folder: string): Promise<string> {
  for (let tries = 0; tries < 60; tries++) {
    const path = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('WEE.log'));
    const log = path === undefined ? '' : readFileSync(join(folder, path), 'utf8');
    if (blocksOf(log).length >= WATCHED) return log;
    await setTimeout(1_000);
  }
  throw new Error('The extension host did not log its blocks.');
}
