import { inertText } from '../../domain/inert-text.ts';
import type { SourceRef } from '../../domain/source-ref.ts';

/** A Markdown link to a place in the workspace, which doors make real: `[lib/a.js:12](lib/a.js#L12)`. */
export function linkTo({ path, line }: SourceRef): string {
  const target = path
    .toWellFormed()
    .split('/')
    .map(encodeURIComponent)
    .join('/')
    .replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'));
  return `[${inertText(path)}:${line}](${target}#L${line})`;
}
