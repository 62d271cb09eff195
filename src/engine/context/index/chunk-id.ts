/** Chunks that a file may have: more than `indexedFileBytes` of nothing but line ends. */
const MOST = 2 ** 15;

/** The id of the chunk of a file with this number, from 0: it tells the file, so that a search need not look that up. */
export function chunkId(file: number, number: number): number {
  return file * MOST + number;
}

/** The id of the file that a chunk is of. */
export function fileOfChunk(chunk: number): number {
  return Math.floor(chunk / MOST);
}
