import { posix } from 'node:path';
import { conventions } from './import-conventions.ts';

const SUFFIXES = [
  '',
  '.ts',
  '.tsx',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.d.ts',
  '.vue',
  '.py',
  '.rb',
  '/index.ts',
  '/index.tsx',
  '/index.js',
  '/__init__.py',
];

/**
 * The project file that an import means, or `undefined` for a library. Relative paths, dotted Python modules from the root, and
 * the conventions of other languages; `names` are those taken from it, which in Python may be modules, `aliased` where the project's
 * settings say that it lies. `byConvention` finds it where only the conventions are left.
 */
export function resolveImport(
  from: string,
  specifier: string,
  has: (path: string) => boolean,
  names: readonly string[] = [],
  aliased: readonly string[] = [],
  byConvention = findByConvention,
): string | undefined {
  for (const base of [...aliased, ...bases(from, specifier, names)]) {
    for (const suffix of SUFFIXES) {
      const path = base + suffix;
      if (path !== '' && has(path)) return path;
    }
    // TypeScript writes the name of the file that will be.
    for (const kind of ['$1ts', '$1tsx', 'd.$1ts']) {
      const source = base.replace(/\.([mc]?)jsx?$/, `.${kind}`);
      if (source !== base && has(source)) return source;
    }
  }
  return byConvention(from, specifier, has);
}

/** The project file that an import means by the conventions of its language. */
export function findByConvention(from: string, specifier: string, has: (path: string) => boolean): string | undefined {
  return conventions(from, specifier).find((path) => !path.startsWith('..') && has(path));
}

function bases(from: string, specifier: string, names: readonly string[]): string[] {
  const folder = posix.dirname(from);
  if (specifier.startsWith('./') || specifier.startsWith('../') || specifier === '.' || specifier === '..') {
    if (!from.endsWith('.py')) {
      const path = posix.normalize(posix.join(folder, specifier));
      if (path.startsWith('..')) return [];
      const base = path.replace(/\/$/, '');
      return [base === '.' ? 'index' : base];
    }
  }
  if (!from.endsWith('.py')) return [];
  const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
  const path = specifier.slice(dots).replaceAll('.', '/');
  const up = posix.join(folder, ...Array.from({ length: Math.max(0, dots - 1) }, () => '..'));
  const roots = dots === 0 ? [path, posix.join('src', path)] : [posix.normalize(posix.join(up, path))];
  // `from . import b` is the module b where there is one, else the package.
  return [...roots.flatMap((root) => names.map((name) => posix.join(root, name))), ...roots];
}
