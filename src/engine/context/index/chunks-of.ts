import type { FileFacts } from '../../domain/project-view.ts';
import { limits } from '../../limits.ts';

/** A part of a file, as search scores it: its first and last line, from 1. */
export interface Chunk {
  readonly first: number;
  readonly last: number;
}

/** The parts of a file, in order; what is generated is one part without words. */
export function chunksOf({ kind, lines }: Pick<FileFacts, 'kind' | 'lines'>): Chunk[] {
  const searchable = kind === 'generated' ? 1 : Math.max(1, lines);
  return Array.from({ length: Math.ceil(searchable / limits.chunkLines) }, (_, at) => ({
    first: at * limits.chunkLines + 1,
    last: Math.min((at + 1) * limits.chunkLines, searchable),
  }));
}
