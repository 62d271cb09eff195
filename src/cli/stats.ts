import type { Engine } from '../engine/coordinator/engine.ts';
import type { Percentiles } from '../engine/domain/telemetry-snapshot.ts';
import { age, table } from './format-figures.ts';

/** `wee stats`: figures of the questions kept of this folder, whichever door asked them. Resolves to the exit code. */
export async function stats(engine: Engine, json: boolean): Promise<number> {
  const figures = await engine.figures();
  if (json) {
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    return 0;
  }
  const { since, asked, hits, failed, cancelled, hitRate, tiers, agents, saved } = figures;
  if (since === undefined) {
    process.stdout.write('Nothing was asked here yet. Begin with: wee ask "question"\n');
    return 0;
  }
  const rows = (['owned', 'hit', 'miss', 'context', 'firstToken'] as const).map((name) =>
    row(NAMES[name], figures[name]),
  );
  const lines = [
    `${asked} questions in the last ${age(since)}: ${hits} from the cache (${Math.round(hitRate * 100)}%), ${failed} failed, ${cancelled} cancelled`,
    `hits: ${tiers.memory} in memory, ${tiers.shared} shared, ${tiers.disk} on disk; saved ${(saved.ms / 1000).toFixed(1)} s and ${saved.tokens} tokens`,
    '',
    table(['ms', 'count', 'p50', 'p95', 'p99', 'max'], rows),
    '',
    table(
      ['agent', 'asked', 'failed', 'p50', 'p95'],
      agents.map((one) => [one.id, String(one.asked), String(one.failed), ms(one.total.p50), ms(one.total.p95)]),
    ),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

const NAMES = {
  owned: 'WEE itself',
  hit: 'hits',
  miss: 'misses',
  context: 'context',
  firstToken: "a model's first token",
} as const;

function row(name: string, { count, p50, p95, p99, max }: Percentiles): string[] {
  return [name, String(count), ...[p50, p95, p99, max].map(ms)];
}

function ms(value: number): string {
  return value === 0 ? '–' : value < 10 ? value.toFixed(1) : String(Math.round(value));
}
