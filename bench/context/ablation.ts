import { History } from '../../src/engine/context/history/history.ts';
import { createRunGit } from '../../src/engine/context/history/run-git.ts';
import { FileIndex } from '../../src/engine/context/index/file-index.ts';
import { SIGNALS } from '../../src/engine/context/rank/fuse.ts';
import { Ranker } from '../../src/engine/context/rank/ranker.ts';
import { systemClock } from '../../src/node/system-clock.ts';
import { openIndexDatabase } from '../../test/fixtures/context/open-index-database.ts';
import { Scores } from './scores.ts';

export interface Ablation {
  /** Ranks once with all signals and once without each of them. */
  add(query: string, gold: readonly string[]): Promise<void>;
  figures(): Record<string, number>;
}

/** What each signal adds: the same ranker over the same index, with one signal left out. */
export async function openAblation(folder: string, indexPath: string): Promise<Ablation> {
  const index = new FileIndex(await openIndexDatabase(indexPath));
  const history = new History([{ git: createRunGit(folder, systemClock), prefix: '' }]);
  const ranker = new Ranker(index, history);
  const scores = new Map(['all', ...SIGNALS.map((signal) => `without_${signal}`)].map((name) => [name, new Scores()]));
  return {
    async add(text, gold) {
      index.refresh();
      await history.refresh();
      for (const [name, score] of scores) {
        const without = new Set(SIGNALS.filter((signal) => name === `without_${signal}`));
        score.add(
          ranker.rank({ agent: 'alex', text }, 'alex', without).map(({ path }) => path),
          gold,
        );
      }
    },
    figures: () => Object.assign({}, ...[...scores].map(([name, score]) => score.figures(`${name}_`))),
  };
}
