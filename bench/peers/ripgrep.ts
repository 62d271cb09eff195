import { spawnSync } from 'node:child_process';
import { loadPeer } from './load-peer.ts';
import type { Searcher } from './searcher.ts';
import { questionWords } from './split-words.ts';

/** ripgrep: how often each word of the question stands in a file, rare words counting more. */
export async function ripgrep(): Promise<Searcher> {
  const { rgPath } = await loadPeer<{ readonly rgPath: string }>('@vscode/ripgrep');
  let place = '.';
  let files = new Set<string>();
  return {
    name: 'ripgrep',
    follow(folder, documents) {
      place = folder;
      files = new Set(documents.map(({ path }) => path));
    },
    search(question) {
      const words = questionWords(question);
      if (words.length === 0) return [];
      const args = ['-o', '-i', '-F', '-N', '--no-heading', '--null', ...words.flatMap((word) => ['-e', word]), '.'];
      const { stdout } = spawnSync(rgPath, args, { cwd: place, encoding: 'utf8', maxBuffer: 2 ** 30 });
      return rank(stdout, files);
    },
  };
}

function rank(output: string, files: ReadonlySet<string>): string[] {
  const byWord = new Map<string, Map<string, number>>();
  for (const line of output.split('\n')) {
    const [name = '', match = ''] = line.split('\0');
    const path = name.replace(/^\.\//, '');
    if (!files.has(path)) continue;
    const word = match.toLowerCase();
    const counts = byWord.get(word) ?? new Map<string, number>();
    counts.set(path, (counts.get(path) ?? 0) + 1);
    byWord.set(word, counts);
  }
  const scores = new Map<string, number>();
  for (const counts of byWord.values()) {
    const rarity = Math.log(1 + files.size / counts.size);
    for (const [path, count] of counts) scores.set(path, (scores.get(path) ?? 0) + rarity * (1 + Math.log(count)));
  }
  return [...scores].sort((a, b) => b[1] - a[1]).map(([path]) => path);
}
