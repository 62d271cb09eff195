import type { Backend } from '../ports/backend.ts';

/** One place where an agent can run, as the settings describe it. */
export interface InstanceSpec {
  /** Unique in its pool. */
  readonly id: string;
  readonly backend: Backend;
  /** Questions in flight that it may have, at least 1. */
  readonly limit: number;
  /** Its part of the load, 1 is usual. */
  readonly weight?: number;
  /** Agents and topics that it is good at. */
  readonly specialties?: readonly string[];
  /** Per million tokens. */
  readonly price?: { readonly input: number; readonly output: number } | undefined;
  /** Instances with the same name share one key's limits; default its own id. */
  readonly endpoint?: string;
  readonly requestsPerMinute?: number | undefined;
  readonly tokensPerMinute?: number | undefined;
  /** The most tokens that a prompt may have, where the backend does not know. */
  readonly promptTokens?: number | undefined;
}
