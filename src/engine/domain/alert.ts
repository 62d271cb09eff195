import type { AgentId } from './agent.ts';

/** What is watched, as it is called in the setting `wee.alerts`. */
const alertNames = ['cpu', 'memory', 'hitRate', 'agentP95Ms', 'success'] as const;
export type AlertName = (typeof alertNames)[number];

/** Thresholds: shares from 0 to 1, ms for `agentP95Ms`; 0 for never. */
export type AlertSettings = Readonly<Record<AlertName, number>>;

/** One figure of now. */
export interface Measure {
  readonly name: AlertName;
  /** Whose it is, where each agent has one of its own. */
  readonly agent?: AgentId;
  readonly value: number;
  /** What it rests on; 1 for a reading. */
  readonly samples: number;
}

/** A figure that is past its threshold, and has been for as long as it has to be. */
export interface Alert extends Measure {
  readonly threshold: number;
  /** When it was raised, ms since the epoch. */
  readonly since: number;
}
