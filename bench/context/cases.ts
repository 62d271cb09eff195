import { readFileSync } from 'node:fs';

/** A question, the files that answer it, and the commit at which it is asked; see guides on benchmarks. */
export interface Case {
  readonly query: string;
  readonly gold_files: readonly string[];
  readonly base_commit?: string;
}

/** One case a line. */
export function readCases(path: string): Case[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Case);
}

/** Questions for the generated workspace: speed only. */
export function generatedCases(): Case[] {
  const words = ['order', 'price', 'stock', 'basket', 'invoice', 'account', 'session', 'route', 'cache', 'queue'];
  return Array.from({ length: 100 }, (_, n) => ({
    query: `why does ${words[n % 10]} ${n} fail when ${words[(n * 7 + 3) % 10]} is loaded?`,
    gold_files: [],
  }));
}
