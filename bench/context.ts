import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openEngine } from './open-engine.ts';
import { quantile, round } from './statistics.ts';
import { generatedWorkspace } from './workspace.ts';

interface Case {
  readonly query: string;
  readonly gold_files: readonly string[];
  readonly base_commit?: string;
}

const UPDATES = 20;

/** Indexes a checkout in the worker and asks it; recall where the queries come with gold files. */
export default async function bench(options: {
  readonly repo?: string;
  readonly queries?: string;
}): Promise<Record<string, number>> {
  const folder = options.repo === undefined ? generatedWorkspace(2_500) : copyOf(options.repo);
  const cases = options.queries === undefined ? defaultCases() : readCases(options.queries);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const { engine, context, touch } = openEngine(folder);
  const began = performance.now();
  await engine.context({ agent: 'alex', text: 'overview' });
  const coldMs = performance.now() - began;
  const { files } = await engine.indexStatus();
  const times: number[] = [];
  const scores = { recall: 0, reciprocal: 0, hit5: 0 };
  for (const { query, gold_files: gold, base_commit: commit } of cases) {
    if (commit !== undefined) {
      execFileSync('git', ['checkout', '-qf', commit], { cwd: folder });
      context.changed('all');
      await engine.indexStatus();
      await engine.context({ agent: 'alex', text: 'settle' });
    }
    const start = performance.now();
    const { ranking } = await engine.context({ agent: 'alex', text: query });
    times.push(performance.now() - start);
    const first = ranking.findIndex((path) => gold.includes(path));
    scores.recall += gold.filter((path) => ranking.includes(path)).length / Math.max(1, gold.length);
    scores.reciprocal += first < 0 ? 0 : 1 / (first + 1);
    scores.hit5 += first >= 0 && first < 5 ? 1 : 0;
  }
  const updates: number[] = [];
  const { ranking } = await engine.context({ agent: 'alex', text: cases[0]?.query ?? 'overview' });
  for (let n = 0; n < UPDATES; n++) {
    const path = ranking[0] ?? '';
    appendFileSync(join(folder, path), `\n// ${n}`);
    const start = performance.now();
    context.changed([path]);
    touch();
    await engine.context({ agent: 'alex', text: `x${n}` });
    updates.push(performance.now() - start);
  }
  delay.disable();
  return {
    files,
    cold_index_s: round(coldMs / 1_000),
    files_per_s: round((files * 1_000) / coldMs),
    query_ms_p50: round(quantile(times, 0.5)),
    query_ms_p95: round(quantile(times, 0.95)),
    update_ms_p95: round(quantile(updates, 0.95)),
    ...(options.queries !== undefined && {
      recall20: round(scores.recall / cases.length),
      mrr: round(scores.reciprocal / cases.length),
      hit5: round(scores.hit5 / cases.length),
    }),
    rss_mb: round(process.memoryUsage.rss() / 2 ** 20),
    max_block_ms: round(delay.max / 1e6),
  };
}

/** A copy, so that no benchmark writes into somebody's checkout; history only as far as each case may see is checked out. */
function copyOf(repo: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'wee-bench-repo-'));
  cpSync(repo, folder, { recursive: true });
  return folder;
}

function readCases(path: string): Case[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Case);
}

function defaultCases(): Case[] {
  const words = ['order', 'price', 'stock', 'basket', 'invoice', 'account', 'session', 'route', 'cache', 'queue'];
  return Array.from({ length: 100 }, (_, n) => ({
    query: `why does ${words[n % 10]} ${n} fail when ${words[(n * 7 + 3) % 10]} is loaded?`,
    gold_files: [],
  }));
}
