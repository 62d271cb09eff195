import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startServer } from '../scripts/host.mjs';
import { Editor } from '../test/e2e/editor.ts';
import { median, quantile, round } from './statistics.ts';
import { generatedWorkspace } from './workspace.ts';

const ROUNDS = 5;

/** In a real extension host: activation, command to first visible reaction, longest block while a workspace is indexed. */
export default async function bench(options: { readonly repo?: string }): Promise<Record<string, number>> {
  const folder = options.repo ?? generatedWorkspace(2_500);
  const activations: number[] = [];
  const reactions: number[] = [];
  const blocks: number[] = [];
  for (let n = 0; n < ROUNDS; n++) {
    const temp = mkdtempSync(join(tmpdir(), 'wee-bench-host-'));
    const env = { WEE_DATA: join(temp, 'wee'), WEE_MEASURE: '1' };
    const server = await startServer({ profile: join(temp, 'profile'), port: await freePort(), env });
    const editor = await Editor.open(server.url(folder));
    await editor.chat('@alex give me an overview');
    for (let again = 0; again < 4; again++) {
      await editor.page.keyboard.press('Control+Alt+w');
      const start = performance.now();
      await editor.page.locator('.quick-input-widget', { hasText: 'Ask WEE' }).waitFor({ state: 'visible' });
      reactions.push(performance.now() - start);
      await editor.page.keyboard.press('Escape');
      await editor.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    }
    const log = findLog(join(temp, 'profile', 'data', 'logs'));
    activations.push(Number(/activated in ([\d.]+) ms/.exec(log)?.[1]));
    blocks.push(...[...log.matchAll(/longest block ([\d.]+) ms/g)].map(([, ms]) => Number(ms)));
    await editor.close();
    server.stop();
    await server.ended;
  }
  return {
    activate_ms: round(median(activations)),
    reaction_ms_p95: round(quantile(reactions, 0.95)),
    max_block_ms: round(Math.max(0, ...blocks)),
  };
}

function findLog(folder: string): string {
  const path = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('WEE.log'));
  return path === undefined ? '' : readFileSync(join(folder, path), 'utf8');
}
