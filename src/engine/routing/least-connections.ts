/** What the strategy looks at. */
export interface Load {
  readonly inFlight: number;
  readonly limit: number;
}

/**
 * The instance with the smallest share of its limit in use, the first of equals; `undefined` when all are full. Share
 * rather than count, so that a large instance takes its part.
 */
export function leastConnections<T extends Load>(instances: readonly T[]): T | undefined {
  let best: T | undefined;
  for (const instance of instances) {
    if (instance.inFlight >= instance.limit) continue;
    if (best === undefined || instance.inFlight / instance.limit < best.inFlight / best.limit) best = instance;
  }
  return best;
}
