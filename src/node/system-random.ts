import { randomBytes } from 'node:crypto';
import type { Random } from '../engine/ports/random.ts';

/** Ids are cut from a stock of random bytes: asking for eight at a time costs as much as for thousands. */
const STOCK = 4_096;
const ID_BYTES = 8;
let stock = Buffer.alloc(0);

function id(): string {
  if (stock.length < ID_BYTES) stock = randomBytes(STOCK);
  const bytes = stock.toString('hex', 0, ID_BYTES);
  stock = stock.subarray(ID_BYTES);
  return bytes;
}

/** The machine's own randomness. */
export const systemRandom: Random = {
  next: () => Math.random(),
  id,
};
