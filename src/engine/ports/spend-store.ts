import type { AgentId } from '../domain/agent.ts';
import type { Spent } from '../domain/budget.ts';

/** What an agent spent on one local day, `2026-11-26`. */
export interface SpendRow extends Spent {
  readonly day: string;
  readonly agent: AgentId;
}

/** Where it is kept what models took, over restarts and for all workspaces together. Never throws: what cannot be kept is said in `notices`. */
export interface SpendStore {
  /** Resolves when what earlier runs spent can be read. */
  ready(): Promise<void>;
  /** Adds to a day; amounts may be negative, to take back. `now` puts it on disk before it returns, else soon. */
  add(row: SpendRow, now: boolean): void;
  /**
   * Runs `work` while no other process adds, so that what it looks up still holds when it adds; what it adds is on disk when this returns.
   * What it throws passes on. Where the disk cannot be used, nobody is kept out. Not re-entrant.
   */
  alone(work: () => void): void;
  /** From a day on, other processes' included. */
  since(day: string): readonly SpendRow[];
  flush(): Promise<void>;
  /** For people; empty when all is well. */
  notices(): readonly string[];
  dispose(): void;
}
