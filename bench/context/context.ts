import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { LongestTurn } from '../../test/fixtures/longest-turn.ts';
import { memoryOfFamily } from '../../test/fixtures/memory-of-family.ts';
import { openEngine } from '../open-engine.ts';
import { fts5 } from '../peers/fts5.ts';
import { miniSearch } from '../peers/minisearch.ts';
import { pageRank } from '../peers/page-rank.ts';
import { productFiles } from '../peers/product-files.ts';
import { ripgrep } from '../peers/ripgrep.ts';
import type { Searcher } from '../peers/searcher.ts';
import { quantile, round } from '../statistics.ts';
import { untilIndex } from '../until-index.ts';
import { generatedWorkspace } from '../workspace.ts';
import { type Ablation, openAblation } from './ablation.ts';
import { type Case, generatedCases, readCases } from './cases.ts';
import { checkOut, copyOf } from './checkout.ts';
import { Scores } from './scores.ts';

const UPDATES = 20;
/** ms watched before WEE does anything: how long this machine keeps a thread waiting by itself. */
const IDLE_MS = 3_000;

interface Contender {
  readonly searcher: Searcher;
  readonly scores: Scores;
  readonly times: number[];
}

interface Options {
  readonly repo?: string;
  readonly queries?: string;
  /** Also what each signal adds. */
  readonly ablation?: boolean;
}

/**
 * Indexes a checkout in a process of its own and asks it, as a user would: `files_per_s` from the start of that process to the last text,
 * git's log with it; `code_files_per_s` to the last definition; `first_context_s` to the first context, asked then. `rss_mb` is the editor's
 * part and the index once all questions were asked, `parsing_rss_mb` when the code had just been read. Where the queries come with gold files: recall, beside the
 * peers', over the same files at the same commits. `query_ms` is what a question takes once the index rests, as it does a second or
 * two after an index or a change; `hasty_query_ms`, when it comes at once after a switch to another commit.
 */
export default async function bench(options: Options): Promise<Record<string, number>> {
  const folder = options.repo === undefined ? generatedWorkspace(2_500) : copyOf(options.repo);
  const cases = options.queries === undefined ? generatedCases() : readCases(options.queries);
  const [start] = cases;
  if (start?.base_commit !== undefined) checkOut(folder, start.base_commit);
  const blocks = new Blocks();
  blocks.watch();
  await setTimeout(IDLE_MS);
  blocks.end();
  const idleMs = blocks.longestMs;
  blocks.longestMs = 0;
  const first = openEngine(folder);

  const turn = new LongestTurn();
  blocks.watch();
  const began = performance.now();
  first.context.warm();
  await untilIndex(first.engine, ({ state }) => state === 'ready');
  const coldMs = performance.now() - began;
  await untilIndex(first.engine, ({ state, unparsed }) => state === 'ready' && unparsed === 0);
  const codeMs = performance.now() - began;
  await first.engine.context({ agent: 'alex', text: 'overview' });
  const answerMs = performance.now() - began;
  blocks.end();
  turn.end();
  const { files } = await first.engine.indexStatus();
  const parsingBytes = memoryOfFamily();
  // Before peers are in this process, which leave hundreds of MB behind.
  const times = await askAtRest(first, folder, cases);
  const bytes = memoryOfFamily();
  // One workspace has one index process.
  await first.engine.dispose();

  const { engine, context, touch, indexPath } = openEngine(folder);
  await engine.context({ agent: 'alex', text: 'overview' });
  // Who switches branches has worked for a while: what the last commits changed is known of those that were there before.
  await untilIndex(engine, ({ resting }) => resting);
  const peers = options.queries === undefined ? [] : await contenders();
  let ablation: Ablation | undefined;
  const hasty: number[] = [];
  const scores = new Scores();
  for (const { query, gold_files: gold, base_commit: commit } of cases) {
    if (commit !== undefined) {
      checkOut(folder, commit);
      context.changed('all');
      await untilIndex(engine, ({ state, unparsed }) => state === 'ready' && unparsed === 0);
      touch();
      await engine.context({ agent: 'alex', text: 'settle' });
    }
    blocks.watch();
    const asked = performance.now();
    const { ranking } = await engine.context({ agent: 'auto', text: query });
    hasty.push(performance.now() - asked);
    blocks.end();
    scores.add(ranking, gold);
    if (peers.length > 0) runPeers(peers, folder, query, gold);
    if (options.ablation === true) {
      ablation ??= await openAblation(folder, indexPath);
      await ablation.add(query, gold);
    }
  }

  const updates: number[] = [];
  const { ranking } = await engine.context({ agent: 'alex', text: start?.query ?? 'overview' });
  for (let n = 0; n < UPDATES; n++) {
    const path = ranking[0] ?? '';
    appendFileSync(join(folder, path), `\n// ${n}`);
    const changed = performance.now();
    context.changed([path]);
    touch();
    await engine.context({ agent: 'alex', text: `x${n}` });
    updates.push(performance.now() - changed);
  }
  await engine.dispose();
  return {
    files,
    cold_index_s: round(coldMs / 1_000),
    files_per_s: round((files * 1_000) / coldMs),
    code_files_per_s: round((files * 1_000) / codeMs),
    first_context_s: round(answerMs / 1_000),
    query_ms_p50: round(quantile(times, 0.5)),
    query_ms_p95: round(quantile(times, 0.95)),
    hasty_query_ms_p50: round(quantile(hasty, 0.5)),
    hasty_query_ms_p95: round(quantile(hasty, 0.95)),
    update_ms_p95: round(quantile(updates, 0.95)),
    ...(options.queries !== undefined && scores.figures()),
    rss_mb: round(bytes / 2 ** 20),
    parsing_rss_mb: round(parsingBytes / 2 ** 20),
    max_block_ms: round(blocks.longestMs),
    idle_block_ms: round(idleMs),
    max_turn_cpu_ms: round(turn.ms),
    ...Object.assign({}, ...peers.map(figuresOf)),
    ...ablation?.figures(),
  };
}

/** Asks each question once the index rests. Resolves to what each took, ms. */
async function askAtRest(
  { engine, context, touch }: ReturnType<typeof openEngine>,
  folder: string,
  cases: readonly Case[],
): Promise<number[]> {
  const times: number[] = [];
  let last: string | undefined;
  for (const { query, base_commit: commit } of cases) {
    if (commit !== undefined && commit !== last) {
      checkOut(folder, commit);
      context.changed('all');
      touch();
    }
    if (times.length === 0 || commit !== last) await untilIndex(engine, ({ resting }) => resting);
    last = commit;
    const asked = performance.now();
    await engine.context({ agent: 'auto', text: query });
    times.push(performance.now() - asked);
  }
  return times;
}

/** The longest block of this thread while WEE worked; a monitor of its own each time, so that no peer counts. */
class Blocks {
  #monitor = monitorEventLoopDelay({ resolution: 1 });
  longestMs = 0;

  watch(): void {
    this.#monitor = monitorEventLoopDelay({ resolution: 1 });
    this.#monitor.enable();
  }

  end(): void {
    this.#monitor.disable();
    this.longestMs = Math.max(this.longestMs, this.#monitor.max / 1e6);
  }
}

async function contenders(): Promise<Contender[]> {
  const searchers = [fts5(), await miniSearch(), await ripgrep(), pageRank()];
  return searchers.map((searcher) => ({ searcher, scores: new Scores(), times: [] }));
}

function runPeers(peers: readonly Contender[], folder: string, query: string, gold: readonly string[]): void {
  const documents = productFiles(folder);
  for (const { searcher, scores, times } of peers) {
    searcher.follow(folder, documents);
    const asked = performance.now();
    const ranking = searcher.search(query);
    times.push(performance.now() - asked);
    scores.add(ranking, gold);
  }
}

function figuresOf({ searcher: { name }, scores, times }: Contender): Record<string, number> {
  return { ...scores.figures(`${name}_`), [`${name}_query_ms_p95`]: round(quantile(times, 0.95)) };
}
