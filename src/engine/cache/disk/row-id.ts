import { crc32 } from 'node:zlib';
import { QUESTION_DIGITS } from '../../ports/answer-cache.ts';

/** Hexadecimal digits of a digest that its row goes by. */
const DIGITS = 13;
/** Bits of a row's number below those that all answers to a question share. */
export const BELOW_PLACE = 4 * (DIGITS - QUESTION_DIGITS);
/** How many places there are. */
export const PLACES = 16 ** QUESTION_DIGITS;

/**
 * The row of a digest: its first 52 bits, so that a look-up is one walk down one tree, with whole numbers to compare. Two digests
 * that share them would share a row, the later one in the place of the earlier; the row names its digest, so none is taken for
 * the other. A key that is not hexadecimal goes by its checksum.
 */
export function rowId(digest: string): number {
  const id = Number.parseInt(digest.slice(0, DIGITS), 16);
  return Number.isNaN(id) || digest.length < 64 ? crc32(digest) : id;
}

/** The first and the last row that a digest can have which begins so. @param place hexadecimal. */
export function rowsOf(place: string): [first: number, last: number] {
  return [rowId(place.padEnd(64, '0')), rowId(place.padEnd(64, 'f'))];
}

/** Where a row is among the places of questions, from 0. */
export function placeOf(id: number): number {
  return Math.floor(id / 2 ** BELOW_PLACE);
}
