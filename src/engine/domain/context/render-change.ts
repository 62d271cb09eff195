import type { Change } from './context.ts';

/** Names of one file that are told. */
const NAMES = 4;

/** What a commit changed, as people say it: `changed parseQuery, stringify in lib/query.js; lib/b.js: “subject”`. */
export function renderChange({ subject, paths, symbols = [] }: Pick<Change, 'subject' | 'paths' | 'symbols'>): string {
  const byPath = new Map(symbols.map(({ path, names }) => [path, names]));
  const places = paths.map((path) => {
    const names = byPath.get(path) ?? [];
    const more = names.length > NAMES ? ` and ${names.length - NAMES} more` : '';
    return names.length === 0 ? path : `${names.slice(0, NAMES).join(', ')}${more} in ${path}`;
  });
  return `changed ${places.join('; ')}: “${subject}”`;
}
