import type { SourceRef } from '../../domain/source-ref.ts';
import { linkTo } from './link-to.ts';

/**
 * Makes the places that a title names as code, `lib/a.js:12` or `lib/a.js`, links to the sources they stand for, so that no place
 * is told twice. Returns the sources that the title does not name.
 */
export function linkTitle(
  title: string,
  sources: readonly SourceRef[],
): { readonly text: string; readonly rest: readonly SourceRef[] } {
  const spans = title.split(/(`[^`]+`)/);
  const rest = sources.filter((source) => {
    const names = [`\`${source.path}:${source.line}\``, `\`${source.path}\``];
    const at = spans.findIndex((span) => names.includes(span));
    if (at < 0) return true;
    spans[at] = linkTo(source);
    return false;
  });
  return { text: spans.join(''), rest };
}
