import { posix } from 'node:path';
import type { Aliases, ImportSettings } from './import-settings.ts';

/** Where files lie, for imports that name no file. */
export interface ImportPlaces {
  /** Files right in a folder, by path. */
  inFolder(folder: string): readonly string[];
  /** Files whose path ends with this, by path: `com/shop/Cart.java`. */
  endingWith(path: string): readonly string[];
  /** Files of C# in folders that are named as this namespace is: `src/Shop.Core/Carts` for `Shop.Core.Carts`; by path. */
  inNamespace(namespace: string): readonly string[];
}

/**
 * The bases that `tsconfig.json` gives a specifier: of the nearest configuration that knows it, the longest pattern first, as
 * TypeScript does.
 */
export function aliasTargets(from: string, specifier: string, aliases: readonly Aliases[]): readonly string[] {
  if (specifier.startsWith('.') || !/\.(?:[mc]?[jt]sx?|vue|svelte)$/.test(from)) return [];
  const about = aliases.find(({ folder }) => folder === '' || from.startsWith(`${folder}/`));
  if (about === undefined) return [];
  const matching = about.paths
    .flatMap(([pattern, targets]) => {
      const [before = '', after] = pattern.split('*', 2);
      const fits =
        after === undefined
          ? specifier === pattern
          : specifier.length >= before.length + after.length &&
            specifier.startsWith(before) &&
            specifier.endsWith(after);
      const rest = after === undefined ? '' : specifier.slice(before.length, specifier.length - after.length);
      return fits ? [{ before, targets: targets.map((target) => target.replace('*', () => rest)) }] : [];
    })
    .toSorted((a, b) => b.before.length - a.before.length);
  const [best] = matching;
  const targets = [...(best?.targets ?? []), ...(about.based ? [specifier] : [])];
  return targets
    .map((target) => posix.normalize(posix.join(about.base, target)))
    .filter((path) => !path.startsWith('..'));
}

/** The file that stands for a package or a class: of a Go module, of another module of a Java or Kotlin build, of a C# namespace. */
export function resolveByPlace(
  from: string,
  specifier: string,
  { modules }: ImportSettings,
  places: ImportPlaces,
): string | undefined {
  switch (from.slice(from.lastIndexOf('.') + 1)) {
    case 'go': {
      const own = modules.find(({ module }) => specifier === module || specifier.startsWith(`${module}/`));
      if (own === undefined) return undefined;
      const folder = posix.join(own.folder, specifier.slice(own.module.length + 1));
      return representative(folder === '.' ? '' : folder, specifier.split('/').at(-1) ?? '', places);
    }
    case 'java':
    case 'kt':
    case 'kts': {
      const segments = specifier.split('.');
      for (const parts of [segments, segments.slice(0, -1)]) {
        if (parts.length <= 1) continue;
        const path = parts.join('/');
        const found =
          nearest(from, places.endingWith(`${path}.java`)) ?? nearest(from, places.endingWith(`${path}.kt`));
        if (found !== undefined) return found;
      }
      return undefined;
    }
    case 'cs': {
      // `using static A.B.Type` and `using Short = A.B.Type` name a type.
      const outer = specifier.slice(0, Math.max(0, specifier.lastIndexOf('.')));
      const type = specifier.slice(outer.length + 1);
      const whole = nearest(from, places.inNamespace(specifier));
      if (whole !== undefined || outer === '') return whole;
      return nearest(
        from,
        places.inNamespace(outer).filter((path) => path.endsWith(`/${type}.cs`)),
      );
    }
    default:
      return undefined;
  }
}

/** Of a package's files the one that is named for it, `doc.go`, or the first that is no test. */
function representative(folder: string, name: string, places: ImportPlaces): string | undefined {
  const files = places.inFolder(folder).filter((path) => path.endsWith('.go') && !path.endsWith('_test.go'));
  const named = [`${name}.go`, 'doc.go'].map((file) => posix.join(folder, file));
  return named.find((path) => files.includes(path)) ?? files[0];
}

/** Of several the one that shares most of the way; of these the first. Never the file itself. */
function nearest(from: string, paths: readonly string[]): string | undefined {
  if (paths.length === 0) return undefined;
  const way = from.split('/');
  let best: string | undefined;
  let most = -1;
  for (const path of paths) {
    if (path === from) continue;
    const parts = path.split('/');
    let shared = 0;
    while (shared < parts.length && parts[shared] === way[shared]) shared++;
    if (shared > most) {
      best = path;
      most = shared;
    }
  }
  return best;
}
