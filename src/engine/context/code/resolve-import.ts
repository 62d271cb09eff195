import { posix } from 'node:path';

const SUFFIXES = [
  '',
  '.ts',
  '.tsx',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.d.ts',
  '.py',
  '/index.ts',
  '/index.tsx',
  '/index.js',
  '/__init__.py',
];

/** The project file that an import means, or `undefined` for a library. Relative paths, and dotted Python modules from the root. */
export function resolveImport(from: string, specifier: string, has: (path: string) => boolean): string | undefined {
  for (const base of bases(from, specifier)) {
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
  return undefined;
}

function bases(from: string, specifier: string): string[] {
  const folder = posix.dirname(from);
  if (specifier.startsWith('./') || specifier.startsWith('../') || specifier === '.' || specifier === '..') {
    const path = posix.normalize(posix.join(folder, specifier));
    if (path.startsWith('..')) return [];
    const base = path.replace(/\/$/, '');
    return [base === '.' ? 'index' : base];
  }
  if (!from.endsWith('.py')) return [];
  const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
  const path = specifier.slice(dots).replaceAll('.', '/');
  if (dots === 0) return [path, posix.join('src', path)];
  const up = posix.join(folder, ...Array.from({ length: dots - 1 }, () => '..'));
  return [posix.normalize(posix.join(up, path))];
}
