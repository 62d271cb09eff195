/** Turns texts into vectors that lie near one another where the texts mean the same. */
export interface Embedder {
  /** Vectors of one model are not comparable with those of another. */
  readonly model: string;
  /** One vector for each text, in their order. Rejects when the endpoint does not give them in time. */
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>;
}
