import { languageOf } from '../../src/engine/context/classify/language-of.ts';
import { parseCode } from '../../src/engine/context/code/parse-code.ts';
import type { Document, Searcher } from './searcher.ts';
import { questionWords, splitWords } from './split-words.ts';

interface Facts {
  readonly defines: ReadonlySet<string>;
  readonly uses: ReadonlyMap<string, number>;
}

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly uses: number;
}

const DAMPING = 0.85;
const ROUNDS = 30;

/** A map of the repository: PageRank from who uses a name to who defines it, drawn towards the question, as Aider does. */
export function pageRank(): Searcher {
  const known = new Map<string, Facts>();
  let paths: readonly string[] = [];
  let edges: readonly Edge[] = [];
  return {
    name: 'pagerank',
    follow(_folder, documents) {
      const facts = documents.map((document) => {
        const found = known.get(document.version) ?? factsOf(document);
        known.set(document.version, found);
        return found;
      });
      paths = documents.map(({ path }) => path);
      edges = edgesOf(facts);
    },
    search(question) {
      const words = new Set(questionWords(question));
      const asked = (text: string): boolean => splitWords(text).some((word) => words.has(word));
      const drawn = paths.map((path) => (asked(path) ? 1 : 0));
      const weights = edges.map(
        ({ name, uses }) => Math.sqrt(uses) * (asked(name) ? 10 : 1) * (name.length > 8 ? 2 : 1),
      );
      return walk(paths, edges, weights, drawn);
    },
  };
}

function factsOf({ path, text }: Document): Facts {
  const uses = new Map<string, number>();
  for (const [name] of text.matchAll(/[A-Za-z_$][\w$]{2,80}/g)) uses.set(name, (uses.get(name) ?? 0) + 1);
  return { defines: new Set(parseCode(text, languageOf(path)).definitions.map(({ name }) => name)), uses };
}

function edgesOf(facts: readonly Facts[]): Edge[] {
  const definers = new Map<string, number[]>();
  for (const [file, { defines }] of facts.entries())
    for (const name of defines) definers.set(name, [...(definers.get(name) ?? []), file]);
  return facts.flatMap(({ uses }, from) =>
    [...uses].flatMap(([name, count]) => {
      const to = definers.get(name) ?? [];
      return to.length > 5
        ? []
        : to.filter((file) => file !== from).map((file) => ({ from, to: file, name, uses: count }));
    }),
  );
}

function walk(
  paths: readonly string[],
  edges: readonly Edge[],
  weights: readonly number[],
  drawn: readonly number[],
): string[] {
  const total = drawn.reduce((sum, one) => sum + one, 0);
  const home = drawn.map((one) => (total > 0 ? one / total : 1 / paths.length));
  const out = paths.map(() => 0);
  for (const [at, { from }] of edges.entries()) out[from] = (out[from] ?? 0) + (weights[at] ?? 0);
  let rank = [...home];
  for (let round = 0; round < ROUNDS; round++) {
    const lost = rank.reduce((sum, one, at) => sum + ((out[at] ?? 0) === 0 ? one : 0), 0);
    const next = home.map((one) => one * (1 - DAMPING + DAMPING * lost));
    for (const [at, { from, to }] of edges.entries())
      next[to] = (next[to] ?? 0) + (DAMPING * (rank[from] ?? 0) * (weights[at] ?? 0)) / (out[from] ?? 1);
    rank = next;
  }
  return paths
    .map((path, at) => ({ path, rank: rank[at] ?? 0 }))
    .sort((a, b) => b.rank - a.rank || (a.path < b.path ? -1 : 1))
    .map(({ path }) => path);
}
