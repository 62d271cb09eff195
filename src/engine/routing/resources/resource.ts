import type { ResourceStats } from '../../domain/resource-stats.ts';
import type { Requirements } from './requirements.ts';

/** Something that the engine has more or less of, as the load asks. */
export interface Resource {
  readonly id: string;
  readonly unit: ResourceStats['unit'];
  /** Bounds of its capacity, and what it begins with. */
  readonly least: number;
  readonly most: number;
  readonly first: number;
  /** ms from the decision to have more until it counts. */
  readonly warmUpMs: number;
  /** Which of a request's requirements is set aside here; none where requests take it by themselves. */
  readonly reserves?: keyof Requirements;
  /** What is in use now, and what waits for it. */
  readonly load: () => { readonly used: number; readonly waiting: number };
  /** Takes effect at once. @param capacity what may be used. @param reserved of which so much is set aside. */
  readonly apply: (capacity: number, reserved: number) => void;
  /** For people: `12 MB`. */
  readonly show: (amount: number) => string;
}
