import type { SourceRef } from '../../domain/source-ref.ts';
import { inertText } from '../../text/inert-text.ts';

/** A Markdown link to a place in the workspace, which doors make real: `[lib/a.js:12](lib/a.js#L12)`. */
export function linkTo({ path, line }: SourceRef): string {
  return `[${inertText(path)}:${line}](${targetOf(path)}#L${line})`;
}

/** Links to several places, one after the other; one in the file just named is shown by its line alone: `lib/a.js:12, :40`. */
export function linksTo(sources: readonly SourceRef[], named?: string): string {
  const links = sources.map(({ path, line }, at) =>
    path === (sources[at - 1]?.path ?? named) ? `[:${line}](${targetOf(path)}#L${line})` : linkTo({ path, line }),
  );
  return links.join(', ');
}

function targetOf(path: string): string {
  return path
    .toWellFormed()
    .split('/')
    .map(encodeURIComponent)
    .join('/')
    .replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'));
}
