import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { type IgnoreRules, readRules } from './ignore-rules.ts';

/**
 * The rules of the repository that a folder lies in, as far as they stand outside of it: info/exclude, and each .gitignore on the
 * way down.
 */
export function outerRules(folder: string): IgnoreRules[] {
  const parents = [folder];
  while (!existsSync(join(parents[0] ?? '', '.git'))) {
    const up = dirname(parents[0] ?? '');
    if (up === parents[0]) return [];
    parents.unshift(up);
  }
  const rules = parents.flatMap((parent, depth) => {
    const down = relative(parent, folder).split(sep).join('/');
    const place = { above: down === '' ? '' : `${down}/` };
    return [
      ...(depth === 0 ? readRules(join(parent, '.git', 'info', 'exclude'), place) : []),
      ...(parent === folder ? [] : readRules(join(parent, '.gitignore'), place)),
    ];
  });
  // A repository above that ignores this very folder (dotfiles in the home folder) has nothing to say about it.
  return rules.some(({ above, matcher }) => above !== '' && matcher.ignores(above)) ? [] : rules;
}
