import type { SourceRef } from '../../domain/source-ref.ts';

/** A Markdown link to a place in the workspace, which doors make real: `[lib/a.js:12](lib/a.js#L12)`. */
export function linkTo({ path, line }: SourceRef): string {
  const label = path.replace(/[[\]\\`*_<>\n]/g, (character) => (character === '\n' ? ' ' : `\\${character}`));
  const target = path
    .split('/')
    .map(encodeURIComponent)
    .join('/')
    .replace(/[()]/g, (c) => (c === '(' ? '%28' : '%29'));
  return `[${label}:${line}](${target}#L${line})`;
}
