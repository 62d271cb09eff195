import type { Definition } from '../../domain/project-view.ts';

/** How a language's definitions and imports look on one line. */
export interface Patterns {
  readonly definitions: readonly { readonly kind: Definition['kind']; readonly pattern: RegExp }[];
  /** The first group is the specifier. */
  readonly imports: readonly RegExp[];
  /** Words that look like names where they are not. */
  readonly notNames: ReadonlySet<string>;
  exported(line: string, name: string): boolean;
}

const KEYWORDS = new Set(
  'if for while switch catch return function else do with try new await typeof super'.split(' '),
);

const javascript: Patterns = {
  definitions: [
    { kind: 'class', pattern: /^\s*(?:export\s+)?(?:default\s+)?(?:abstract\s+)?class\s+(?<name>[\w$]+)/ },
    { kind: 'interface', pattern: /^\s*(?:export\s+)?(?:declare\s+)?interface\s+(?<name>[\w$]+)/ },
    { kind: 'type', pattern: /^\s*(?:export\s+)?(?:declare\s+)?(?:type|enum)\s+(?<name>[\w$]+)\s*[=<{]/ },
    {
      kind: 'function',
      pattern: /^\s*(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:async\s+)?function\s*\*?\s*(?<name>[\w$]+)/,
    },
    {
      kind: 'function',
      pattern:
        /^\s*(?:export\s+)?(?:const|let|var)\s+(?<name>[\w$]+)\s*(?::[^=]+)?=\s*(?:async\s*)?(?:function\b|\([^)]*\)\s*(?::[^=]+)?=>|[\w$]+\s*=>)/,
    },
    { kind: 'method', pattern: /^(?:[\w$]+\.)+(?<name>[\w$]+)\s*=\s*(?:[\w$.]+\s*=\s*)*(?:async\s+)?function\b/ },
    { kind: 'constant', pattern: /^(?:export\s+)?const\s+(?<name>[\w$]+)\s*(?::[^=]+)?=/ },
    {
      kind: 'method',
      pattern:
        /^\s+(?:(?:public|private|protected|static|async|override|get|set)\s+)*\*?(?<name>[\w$#]+)\s*\((?![^;]*\bfunction\b)[^;]*\)\s*(?::[^{;]+)?\{\s*$/,
    },
  ],
  imports: [/\bfrom\s+['"]([^'"]+)['"]/, /^\s*import\s+['"]([^'"]+)['"]/, /\brequire\(\s*['"]([^'"]+)['"]\s*\)/],
  notNames: KEYWORDS,
  exported: (line) => /^\s*export\b|^(?:module\.)?exports\b|^[\w$]+\.[\w$.]+\s*=/.test(line),
};

const python: Patterns = {
  definitions: [
    { kind: 'class', pattern: /^\s*class\s+(?<name>\w+)/ },
    { kind: 'method', pattern: /^\s+(?:async\s+)?def\s+(?<name>\w+)/ },
    { kind: 'function', pattern: /^(?:async\s+)?def\s+(?<name>\w+)/ },
    { kind: 'constant', pattern: /^(?<name>[A-Z][A-Z0-9_]+)\s*(?::[^=]+)?=[^=]/ },
  ],
  imports: [/^\s*from\s+([\w.]+)\s+import\b/, /^\s*import\s+([\w.]+)/],
  notNames: new Set(),
  exported: (_line, name) => !name.startsWith('_'),
};

const go: Patterns = {
  definitions: [
    { kind: 'method', pattern: /^func\s*\([^)]*\)\s*(?<name>\w+)/ },
    { kind: 'function', pattern: /^func\s+(?<name>\w+)/ },
    { kind: 'interface', pattern: /^type\s+(?<name>\w+)\s+interface\b/ },
    { kind: 'type', pattern: /^type\s+(?<name>\w+)/ },
    { kind: 'constant', pattern: /^(?:const|var)\s+(?<name>\w+)/ },
  ],
  imports: [/^\s*(?:import\s+)?(?:[\w.]+\s+)?"([\w./-]+)"\s*$/],
  notNames: new Set(),
  exported: (_line, name) => /^[A-Z]/.test(name),
};

const rust: Patterns = {
  definitions: [
    {
      kind: 'function',
      pattern: /^\s*(?:pub(?:\([^)]*\))?\s+)?(?:(?:const|async|unsafe|extern\s+"[^"]*")\s+)*fn\s+(?<name>\w+)/,
    },
    { kind: 'class', pattern: /^\s*(?:pub(?:\([^)]*\))?\s+)?(?:struct|enum|union)\s+(?<name>\w+)/ },
    { kind: 'interface', pattern: /^\s*(?:pub(?:\([^)]*\))?\s+)?(?:unsafe\s+)?trait\s+(?<name>\w+)/ },
    { kind: 'module', pattern: /^\s*(?:pub(?:\([^)]*\))?\s+)?mod\s+(?<name>\w+)\s*\{/ },
    { kind: 'function', pattern: /^\s*macro_rules!\s+(?<name>\w+)/ },
  ],
  imports: [/^\s*(?:pub\s+)?use\s+([\w:]+)/],
  notNames: new Set(),
  exported: (line) => /^\s*pub\b/.test(line),
};

const java: Patterns = {
  definitions: [
    {
      kind: 'class',
      pattern:
        /^\s*(?:(?:public|private|protected|static|final|abstract|sealed|partial|internal|data|open)\s+)*(?:class|record|enum|struct|object)\s+(?<name>\w+)/,
    },
    {
      kind: 'interface',
      pattern: /^\s*(?:(?:public|private|protected|static|internal|sealed)\s+)*@?interface\s+(?<name>\w+)/,
    },
    {
      kind: 'function',
      pattern:
        /^\s*(?:(?:public|private|protected|internal|override|suspend|open|inline)\s+)*fun\s+(?:<[^>]+>\s*)?(?:[\w.]+\.)?(?<name>\w+)\s*\(/,
    },
    {
      kind: 'method',
      pattern:
        /^\s+(?:(?:public|private|protected|static|final|abstract|synchronized|default|native|virtual|override|async|internal)\s+)*(?:<[^>]+>\s+)?[\w<>[\],.? ]+\s+(?<name>\w+)\s*\([^;]*(?:\{|,|\()\s*$/,
    },
  ],
  imports: [/^\s*import\s+(?:static\s+)?([\w.]+)/, /^\s*using\s+(?:static\s+)?([\w.]+)\s*;/],
  notNames: KEYWORDS,
  exported: (line) => !/\b(private|protected)\b/.test(line),
};

const BY_LANGUAGE: Readonly<Record<string, Patterns>> = {
  javascript,
  typescript: javascript,
  vue: javascript,
  svelte: javascript,
  python,
  go,
  rust,
  java,
  kotlin: java,
  'c#': java,
};

/** The patterns of a language, where there are any. */
export function patternsOf(language: string): Patterns | undefined {
  return BY_LANGUAGE[language];
}
