import type { Backend } from '../ports/backend.ts';

/** One place where an agent can run: a backend and how many questions it takes at once. */
export interface Instance {
  readonly id: string;
  readonly backend: Backend;
  /** Questions in flight that it may have, at least 1. */
  readonly limit: number;
}
