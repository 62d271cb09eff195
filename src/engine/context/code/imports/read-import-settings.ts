import { posix } from 'node:path';
import * as v from 'valibot';
import { limits } from '../../../limits.ts';
import type { Aliases, AliasPath, ImportSettings } from './import-settings.ts';

const tsconfigSchema = v.object({
  extends: v.optional(v.union([v.string(), v.array(v.string())])),
  compilerOptions: v.optional(
    v.object({ baseUrl: v.optional(v.string()), paths: v.optional(v.record(v.string(), v.array(v.string()))) }),
  ),
});

/** Configurations that one extends, one after another. */
const MOST_EXTENDED = 5;
/** Patterns of one configuration; later ones are left out. */
const MOST_PATTERNS = 100;

/** Whether such a file says something of imports. */
export function isImportSettings(path: string): boolean {
  return /(^|\/)(?:go\.mod|[tj]sconfig(?:\.[\w-]+)?\.json)$/.test(path);
}

/** Reads these files; what cannot be read says nothing. */
export function readImportSettings(
  paths: readonly string[],
  read: (path: string) => string | undefined,
): ImportSettings {
  // Many configurations of one repository say the same.
  const once = new Map<string, AliasPath>();
  const deepest = paths
    .slice(0, limits.importSettings)
    .toSorted((a, b) => b.split('/').length - a.split('/').length || (a < b ? -1 : 1));
  return {
    modules: deepest.flatMap((path) => {
      const module = path.endsWith('go.mod') ? /^module\s+"?([^\s"]+)/m.exec(read(path) ?? '')?.[1] : undefined;
      return module === undefined ? [] : [{ module, folder: folderOf(path) }];
    }),
    aliases: deepest.flatMap((path) => {
      const aliases = path.endsWith('.json') ? aliasesOf(path, read, MOST_EXTENDED) : undefined;
      if (aliases === undefined) return [];
      return [{ ...aliases, folder: folderOf(path), paths: aliases.paths.map((one) => shared(one, once)) }];
    }),
  };
}

function shared(one: AliasPath, once: Map<string, AliasPath>): AliasPath {
  const key = JSON.stringify(one);
  const known = once.get(key) ?? one;
  once.set(key, known);
  return known;
}

/** Of a configuration or of the nearest that it extends. */
function aliasesOf(path: string, read: (path: string) => string | undefined, depth: number): Aliases | undefined {
  const { extends: parents = [], compilerOptions = {} } = parse(read(path)) ?? {};
  const folder = folderOf(path);
  const inherited = [parents].flat().flatMap((parent) => {
    if (depth === 0 || !parent.startsWith('.')) return [];
    const at = posix.normalize(posix.join(folder, parent));
    return aliasesOf(at.endsWith('.json') ? at : `${at}.json`, read, depth - 1) ?? [];
  });
  const { baseUrl, paths } = compilerOptions;
  const before = inherited.at(-1);
  if (baseUrl === undefined && paths === undefined) return before;
  return {
    folder,
    base: baseUrl === undefined ? (before?.based === true ? before.base : folder) : posix.join(folder, baseUrl),
    based: baseUrl !== undefined || before?.based === true,
    paths: paths === undefined ? (before?.paths ?? []) : Object.entries(paths).slice(0, MOST_PATTERNS),
  };
}

function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === '.' ? '' : folder;
}

/** JSON with comments and commas at the end, as TypeScript reads it. */
function parse(text: string | undefined): v.InferOutput<typeof tsconfigSchema> | undefined {
  if (text === undefined) return undefined;
  const plain = text
    .replace(/("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, '$1')
    .replace(/("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])/g, '$1');
  try {
    const result = v.safeParse(tsconfigSchema, JSON.parse(plain));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
