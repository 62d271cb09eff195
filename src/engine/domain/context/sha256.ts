import { hash } from 'node:crypto';

/** sha256 of a text, hex. In one call: an object for each text costs more than hashing a question. */
export function sha256(text: string): string {
  return hash('sha256', text);
}
