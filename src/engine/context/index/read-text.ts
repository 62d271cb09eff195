import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { limits } from '../../limits.ts';

export interface FileText {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  /** `undefined` for what is binary or larger than `limits.indexedFileBytes`: known by its path only. */
  readonly text: string | undefined;
}

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
    let length = 0;
    while (length < size) {
      const read = readSync(file, buffer, length, size - length, length);
      if (read === 0) break;
      length += read;
    }
    const bytes = buffer.subarray(0, length);
    return { size, mtimeMs, ctimeMs, text: bytes.subarray(0, 8_192).includes(0) ? undefined : bytes.toString('utf8') };
  } catch {
    return undefined;
  } finally {
    closeSync(file);
  }
}

function room(size: number): Buffer {
  if (size > memory.length) memory = Buffer.allocUnsafeSlow(2 ** Math.ceil(Math.log2(size)));
  return memory;
}
