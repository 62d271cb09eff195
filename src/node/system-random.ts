import { randomBytes } from 'node:crypto';
import type { Random } from '../engine/ports/random.ts';

/** The machine's own randomness. */
export const systemRandom: Random = {
  next: () => Math.random(),
  id: () => randomBytes(8).toString('hex'),
};
