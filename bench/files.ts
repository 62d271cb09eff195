import { FileIndex } from '../src/engine/context/index/file-index.ts';
import { WorkspaceFiles } from '../src/engine/context/sync/workspace-files.ts';
import { WorkspaceFolders } from '../src/engine/domain/workspace-folders.ts';
import { systemClock } from '../src/node/system-clock.ts';
import { openIndexDatabase } from '../test/fixtures/context/open-index-database.ts';
import { openEngine } from './open-engine.ts';
import { median, quantile, round } from './statistics.ts';
import { generatedWorkspace } from './workspace.ts';

const ROUNDS = 5;
const OPERATIONS = 50_000;

/**
 * What the index process does with files all day, on an index that the product's own engine made: a fingerprint compared with the file
 * on disk (as for each file that a question chose), and a read through the memory of texts. Files in a random order.
 */
export default async function bench(options: { readonly repo?: string }): Promise<Record<string, number>> {
  const folder = options.repo ?? generatedWorkspace(2_500);
  const { engine, indexPath } = openEngine(folder);
  await engine.context({ agent: 'alex', text: 'overview' });
  await engine.dispose();
  const index = new FileIndex(await openIndexDatabase(indexPath));
  const files = new WorkspaceFiles(WorkspaceFolders.only(folder), systemClock);
  const paths = [...index.paths()];
  const rates: number[] = [];
  const slowest: number[] = [];
  let seed = 1;
  for (let round = 0; round < ROUNDS; round++) {
    const times: number[] = [];
    const began = performance.now();
    for (let n = 0; n < OPERATIONS; n++) {
      // A linear congruence (Numerical Recipes): the same order on every machine.
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      const path = paths[seed % paths.length] ?? '';
      const start = performance.now();
      if (n % 2 === 0) {
        if (files.isStale(path, index.entry(path)?.stamp)) throw new Error(`${path} changed under the benchmark.`);
      } else files.read(path);
      times.push(performance.now() - start);
    }
    rates.push((OPERATIONS * 1_000) / (performance.now() - began));
    slowest.push(quantile(times, 0.95));
  }
  index.close();
  return {
    file_ops_per_s: round(median(rates)),
    file_op_ms_p95: Math.round(median(slowest) * 1e5) / 1e5,
  };
}
