/** Turns texts into vectors that lie near one another where the texts mean the same. */
export interface Embedder {
  /** Vectors of one model are not comparable with those of another. */
  readonly model: string;
  /** One vector for each text, in their order. Rejects when the endpoint does not give them in time. */
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>;
}

/**
 * Asks whether a request for about this many tokens may be sent, and puts them aside.
 * @throws WeeError `over-budget`.
 */
export type EmbeddingMeter = (tokens: number) => Promise<MeteredRequest>;

/** One request under way; it ends once, with either. */
export interface MeteredRequest {
  /** It was answered, and took this many tokens where the endpoint says so, else about what was put aside. */
  settle(tokens: number | undefined): void;
  /** It failed: nothing is taken. */
  refund(): void;
}
