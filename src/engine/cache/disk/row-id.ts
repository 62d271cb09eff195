import { crc32 } from 'node:zlib';

/**
 * The row of a digest: its first 52 bits, so that a look-up is one walk down one tree, with whole numbers to compare. Two digests
 * that share them would share a row, the later one in the place of the earlier; the row names its digest, so none is taken for
 * the other. A key that is not hexadecimal goes by its checksum.
 */
export function rowId(digest: string): number {
  const id = Number.parseInt(digest.slice(0, 13), 16);
  return Number.isNaN(id) || digest.length < 64 ? crc32(digest) : id;
}

/** The first and the last row that a digest can have which begins so. @param place hexadecimal. */
export function rowsOf(place: string): [first: number, last: number] {
  return [rowId(place.padEnd(64, '0')), rowId(place.padEnd(64, 'f'))];
}
