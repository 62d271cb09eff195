import { randomBytes } from 'node:crypto';
import type { Random } from '../engine/ports/random.ts';

/** Ids are cut from a stock of random digits: asking for sixteen at a time costs as much as for thousands. */
const STOCK_BYTES = 1_024;
const ID_DIGITS = 16;
let stock = '';
let used = 0;

function id(): string {
  if (used >= stock.length) {
    stock = randomBytes(STOCK_BYTES).toString('hex');
    used = 0;
  }
  used += ID_DIGITS;
  return stock.slice(used - ID_DIGITS, used);
}

/** The machine's own randomness. */
export const systemRandom: Random = {
  next: () => Math.random(),
  id,
};
