/** Chance, as the engine sees it; seeded in the simulator. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A short unique id for traces, lower-case letters and digits. */
  id(): string;
}
