/** What an endpoint allows. */
export interface InstanceLimits {
  /** Requests at once. */
  readonly concurrency: number;
  readonly requestsPerMinute?: number | undefined;
  readonly tokensPerMinute?: number | undefined;
  /** Tokens of a prompt; contexts are made to fit. */
  readonly promptTokens?: number | undefined;
}

/**
 * One place where agents can run, as a person describes it: an OpenAI-compatible endpoint, models of VS Code, or lanes of the
 * local analyst. Those of one kind form a pool, and their models stand for one another.
 */
export interface InstanceDefinition {
  /** Lower-case letters, digits, `.`, `_`, `-`; names its key as well. */
  readonly id: string;
  readonly kind: 'openai' | 'vscode' | 'local';
  /** Of an endpoint, up to and with `/v1`. */
  readonly baseUrl?: string | undefined;
  /** Each is an instance of its own; they share the limits. */
  readonly models: readonly string[];
  /** Its part of the load; 1 is usual. */
  readonly weight: number;
  /** Agents and topics that it is good at. */
  readonly specialties: readonly string[];
  /** Per million tokens, in the person's currency; 0 for free. Absent where nobody said. */
  readonly price?: { readonly input: number; readonly output: number } | undefined;
  readonly limits: InstanceLimits;
}
