import { hash } from 'node:crypto';
import type { FileText } from './read-text.ts';

/** By which the index knows a text again; that of a file without one is its size. */
export function textHash({ text, size }: Pick<FileText, 'text' | 'size'>): string {
  return hash('sha1', text ?? `${size}`);
}
