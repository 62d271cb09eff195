/** Blanks behind a text, so that who reads on need not look out for its end. */
const BEHIND = 4;
const BLANK = 0x20;
/** What the memory grows by. */
const STEP = 2 ** 16;

let bytes = Buffer.alloc(0);
let pairs = new Uint16Array();

/** By which two characters are found in `pairsOf`, given as numbers below 256. */
export const pairOf: (first: number, second: number) => number =
  new Uint8Array(Uint16Array.of(1).buffer)[0] === 1
    ? (first, second) => first | (second << 8)
    : (first, second) => (first << 8) | second;

/**
 * The characters of a text two by two as one number, the first two at 0, with blanks behind the last; of a character beyond Latin only
 * the lower byte. The memory is that of the text before: to be read before the next one is asked for.
 */
export function pairsOf(text: string): Uint16Array {
  const { length } = text;
  if (bytes.length < length + BEHIND) {
    bytes = Buffer.alloc(Math.ceil((length + BEHIND) / STEP) * STEP);
    pairs = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  }
  bytes.write(text, 'latin1');
  bytes.fill(BLANK, length, length + BEHIND);
  return pairs;
}
