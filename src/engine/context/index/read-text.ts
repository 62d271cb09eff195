import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { limits } from '../../limits.ts';

export interface FileText {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  /** `undefined` for what is binary or larger than `limits.indexedFileBytes`: known by its path only. */
  readonly text: string | undefined;
}

/** Bytes in which a binary file has a NUL: what comes behind them is not even read. */
const BEGINNING = 8_192;
/** Every file is read into the same memory: tens of thousands of buffers of all sizes would leave holes that nobody fills. */
let memory = Buffer.allocUnsafeSlow(2 ** 16);

/**
 * Reads a text file; `undefined` when it is gone, unreadable, or no regular file. Opened without blocking and without
 * following a symbolic link, so that a pipe swapped in cannot hang the index. Invalid UTF-8 becomes U+FFFD.
 */
export function readText(path: string): FileText | undefined {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  } catch {
    return undefined;
  }
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) return undefined;
    const { size, mtimeMs, ctimeMs } = stat;
    if (size > limits.indexedFileBytes) return { size, mtimeMs, ctimeMs, text: undefined };
    const buffer = room(size);
    const beginning = fill(file, buffer, 0, Math.min(size, BEGINNING));
    if (buffer.subarray(0, beginning).includes(0)) return { size, mtimeMs, ctimeMs, text: undefined };
    return { size, mtimeMs, ctimeMs, text: buffer.toString('utf8', 0, fill(file, buffer, beginning, size)) };
  } catch {
    return undefined;
  } finally {
    closeSync(file);
  }
}

/** Reads what stands between two places of a file to the same places of the buffer. Returns how far the file goes of that. */
function fill(file: number, buffer: Buffer, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const read = readSync(file, buffer, at, to - at, at);
    if (read === 0) break;
    at += read;
  }
  return at;
}

function room(size: number): Buffer {
  if (size > memory.length) memory = Buffer.allocUnsafeSlow(2 ** Math.ceil(Math.log2(size)));
  return memory;
}
