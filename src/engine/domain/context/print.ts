import { crc32 } from 'node:zlib';

/** A short fingerprint by which a change is told; never a key. */
export function print(text: string): string {
  return crc32(text).toString(36);
}
