import { posix } from 'node:path';

/** Endings of C and C++. */
const C = new Set(['c', 'h', 'cc', 'cpp', 'cxx', 'hpp', 'hh']);

/** Where an import that is no relative path would lie by the conventions of its language, likeliest first. */
export function conventions(from: string, specifier: string): readonly string[] {
  const language = from.slice(from.lastIndexOf('.') + 1);
  if (C.has(language))
    return [posix.dirname(from), '', 'include', 'src', 'lib'].map((root) => posix.join(root, specifier));
  switch (language) {
    case 'rs':
      return rust(from, specifier);
    case 'go':
      return go(specifier);
    case 'java':
    case 'kt':
      return java(from, specifier);
    case 'php':
      return php(specifier);
    case 'rb':
      return ['lib', 'app', 'app/models', 'src', ''].map((root) => posix.join(root, `${specifier}.rb`));
    case 'ts':
    case 'tsx':
    case 'js':
    case 'jsx':
    case 'mjs':
    case 'mts':
    case 'vue':
    case 'svelte':
      return javascript(specifier);
    default:
      return [];
  }
}

/** What `conventions` go by: the same for two imports only where these are the same, too. */
export function conventionKey(from: string, specifier: string): string {
  const language = from.slice(from.lastIndexOf('.') + 1);
  if (C.has(language)) return `c\n${posix.dirname(from)}\n${specifier}`;
  switch (language) {
    case 'rs':
      if (/^(?:self|super)(?:::|$)/.test(specifier)) return `${from}\n${specifier}`;
      return `rs\n${/^crate(?:::|$)/.test(specifier) ? sourcesOf(from) : ''}\n${specifier}`;
    case 'java':
    case 'kt':
      return `${language}\n${javaRoot(from) ?? ''}\n${specifier}`;
    default:
      return `${language}\n${specifier}`;
  }
}

/** Where the sources of a crate begin. */
function sourcesOf(from: string): string {
  return /^(?:.*\/)?src(?=\/)/.exec(from)?.[0] ?? posix.dirname(from);
}

/** Where the packages of a module of Java or Kotlin begin. */
function javaRoot(from: string): string | undefined {
  return /^(?<root>.*\/(?:java|kotlin))\//.exec(from)?.groups?.root;
}

/** A package of the workspace (`@scope/name` in packages/name), or `@/x` and `~/x` for src/x. */
function javascript(specifier: string): string[] {
  const files = (base: string): string[] =>
    ['.ts', '.tsx', '.js', '.vue', '/index.ts', '/index.tsx', '/index.js'].map((suffix) => base + suffix);
  const short = /^[@~]\/(?<rest>.+)$/.exec(specifier)?.groups?.rest;
  if (short !== undefined) return [...files(`src/${short}`), ...files(short)];
  const {
    scope = '',
    name = '',
    rest,
  } = /^(?:@(?<scope>[\w.-]+)\/)?(?<name>[\w.-]+)(?:\/(?<rest>[\w./-]+))?$/.exec(specifier)?.groups ?? {};
  if (name === '' || name.startsWith('.')) return [];
  const folders = [name, ...(scope === '' ? [] : [`${scope}-${name}`])].map((folder) => `packages/${folder}`);
  return folders.flatMap((folder) =>
    rest === undefined
      ? [...files(`${folder}/src/index`), ...files(`${folder}/index`), ...files(`${folder}/lib/index`)]
      : [...files(`${folder}/src/${rest}`), ...files(`${folder}/${rest}`)],
  );
}

/** `crate::a::B` is a.rs or a/mod.rs in the crate's src; the last segments may be items of the module before them. */
function rust(from: string, specifier: string): string[] {
  const [first = '', ...others] = specifier.split('::');
  const src = sourcesOf(from);
  const stem = posix.basename(from, '.rs');
  const isRoot = stem === 'mod' || stem === 'lib' || stem === 'main';
  const own = isRoot ? posix.dirname(from) : posix.join(posix.dirname(from), stem);
  const modules = (root: string, segments: readonly string[]): string[] =>
    segments.flatMap((_, at) => {
      const path = posix.join(root, ...segments.slice(0, segments.length - at));
      return [`${path}.rs`, `${path}/mod.rs`];
    });
  if (first === 'crate') return [...modules(src, others), `${src}/lib.rs`, `${src}/main.rs`];
  if (first === 'self') return modules(own, others);
  if (first === 'super') {
    const ups = others.findIndex((segment) => segment !== 'super');
    const rest = ups < 0 ? [] : others.slice(ups);
    const parent = posix.join(own, ...Array.from({ length: (ups < 0 ? others.length : ups) + 1 }, () => '..'));
    return [...modules(parent, rest), `${parent}.rs`, `${parent}/mod.rs`];
  }
  return [first, first.replaceAll('_', '-')]
    .flatMap((name) => [`${name}/src`, `crates/${name}/src`])
    .flatMap((root) => [...modules(root, others), `${root}/lib.rs`]);
}

/** A package is a folder; the file that is named for it, or doc.go, stands for it. */
function go(specifier: string): string[] {
  const [host = '', , , ...rest] = specifier.split('/').filter((segment) => !/^v\d+$/.test(segment));
  const name = rest.at(-1);
  if (!host.includes('.') || name === undefined) return [];
  const folder = rest.join('/');
  return [`${folder}/${name}.go`, `${folder}/doc.go`];
}

/** The class in this module's sources or, from its tests, in those that they test; nested classes lie in the outer one's file. */
function java(from: string, specifier: string): string[] {
  const root = javaRoot(from);
  const roots = [
    ...(root === undefined ? [] : [root, root.replace('/test/', '/main/').replace('/testFixtures/', '/main/')]),
    'src/main/java',
    'src',
  ];
  const segments = specifier.split('.');
  const classes = [segments, segments.slice(0, -1)]
    .map((parts) => parts.join('/'))
    .filter((path) => path.includes('/'));
  return roots.flatMap((each) => classes.flatMap((path) => [`${each}/${path}.java`, `${each}/${path}.kt`]));
}

/** PSR-4: the first segments of a class name stand for a root folder. */
function php(specifier: string): string[] {
  const segments = specifier.replace(/\.php$/, '').split(/[\\/]/);
  return [0, 1, 2]
    .filter((at) => at < segments.length)
    .flatMap((at) => ['src', 'app', 'lib', ''].map((root) => posix.join(root, `${segments.slice(at).join('/')}.php`)));
}
