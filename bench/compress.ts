import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countTokens } from '../src/engine/context/tokens/count-tokens.ts';
import type { ContextFile } from '../src/engine/domain/context/context.ts';
import { openEngine } from './open-engine.ts';
import { loadPeer } from './peers/load-peer.ts';
import { quantile, round } from './statistics.ts';

interface Case {
  readonly query: string;
  readonly gold_files: readonly string[];
  readonly base_commit: string;
  readonly commit: string;
}

interface Repomix {
  parseFile(text: string, path: string, config: object): Promise<string | undefined>;
}

/**
 * What compression saves and keeps, on real cases: tokens against the chosen files in full and against `repomix --compress` on the
 * same files, and how often the lines that the commit changed are among those shown in full.
 */
export default async function bench(options: {
  readonly repo?: string;
  readonly queries?: string;
}): Promise<Record<string, number>> {
  if (options.repo === undefined || options.queries === undefined)
    throw new Error('compress needs --repo DIR and --queries FILE.jsonl with base_commit and commit.');
  const repomix = await loadPeer<Repomix>('repomix');
  const folder = mkdtempSync(join(tmpdir(), 'wee-bench-compress-'));
  execFileSync('git', ['clone', '-q', options.repo, folder]);
  const cases = readFileSync(options.queries, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Case);
  const { engine, context } = openEngine(folder);
  const total = { context: 0, files: 0, full: 0, repomix: 0, chosen: 0, whole: 0, lines: 0, shown: 0, inflated: 0 };
  const ratios: number[] = [];
  const times: number[] = [];
  for (const { query, gold_files: gold, base_commit: base, commit } of cases) {
    execFileSync('git', ['checkout', '-qf', base], { cwd: folder });
    context.changed('all');
    await engine.context({ agent: 'auto', text: 'settle' });
    for (let waits = 0; waits < 100 && (await engine.indexStatus()).unparsed > 0; waits++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const start = performance.now();
    const made = await engine.context({ agent: 'auto', text: query });
    times.push(performance.now() - start);
    let full = 0;
    for (const file of made.files) {
      const text = readFileSync(join(folder, file.path), 'utf8');
      const tokens = countTokens(text);
      full += tokens;
      total.files += file.tokens;
      // Line numbers are not part of the file; a few tokens are theirs.
      if (file.tokens > tokens + 4 + tokens / 20) total.inflated++;
      total.repomix += countTokens((await repomix.parseFile(text, join(folder, file.path), {})) ?? text);
    }
    total.context += made.tokens;
    total.full += full;
    ratios.push(full / made.tokens);
    for (const file of made.files.filter(({ path }) => gold.includes(path))) {
      const lines = changedLines(folder, base, commit, file.path);
      if (lines.length === 0) continue;
      const kept = lines.filter((line) => isShown(file, line)).length;
      total.chosen++;
      total.lines += kept / lines.length;
      if (kept === lines.length) total.whole++;
      if (kept > 0) total.shown++;
    }
  }
  return {
    cases: cases.length,
    context_tokens: round(total.context / cases.length),
    full_tokens: round(total.full / cases.length),
    times_fewer_p50: round(quantile(ratios, 0.5)),
    reduction: round(total.files / total.full - 1),
    repomix_reduction: round(total.repomix / total.full - 1),
    inflated_files: total.inflated,
    gold_files_chosen: total.chosen,
    gold_all_lines: round(total.whole / Math.max(1, total.chosen)),
    gold_any_line: round(total.shown / Math.max(1, total.chosen)),
    gold_line_share: round(total.lines / Math.max(1, total.chosen)),
    query_ms_p50: round(quantile(times, 0.5)),
    query_ms_p95: round(quantile(times, 0.95)),
  };
}

/** Lines of the file before the commit that it changed; of a mere insertion, the line before it. */
function changedLines(cwd: string, base: string, commit: string, path: string): number[] {
  if (!existsSync(join(cwd, path))) return [];
  const diff = execFileSync('git', ['diff', '-U0', base, commit, '--', path], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return [...diff.matchAll(/^@@ -(\d+)(?:,(\d+))? /gm)].flatMap(([, first = '0', count = '1']) =>
    count === '0' ? [Math.max(1, Number(first))] : Array.from({ length: Number(count) }, (_, n) => Number(first) + n),
  );
}

function isShown({ shown }: ContextFile, line: number): boolean {
  return shown.some(([from, to]) => line >= from && line <= to);
}
