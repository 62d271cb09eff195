import type { Profiler } from 'node:inspector';

/** The longest time, ms, in which code of scripts whose URL ends so was on the stack without a break. Sampled, so to about a sample. */
export function longestStretch({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile, ending: string): number {
  const own = new Set<number>();
  // A node stands behind those that it was called from.
  const calledFrom = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  for (const { id, callFrame } of nodes) {
    const caller = calledFrom.get(id);
    if (callFrame.url.endsWith(ending) || (caller !== undefined && own.has(caller))) own.add(id);
  }
  let longest = 0;
  let stretch = 0;
  for (const [n, id] of samples.entries()) {
    stretch = own.has(id) ? stretch + (timeDeltas[n + 1] ?? 0) : 0;
    longest = Math.max(longest, stretch);
  }
  return longest / 1_000;
}
