import type { Grammar } from './grammar.ts';

export const php: Grammar = {
  file: 'php',
  query: `
  (function_definition name: (name) @name) @function
  (method_declaration name: (name) @name) @method
  (class_declaration name: (name) @name) @class
  (enum_declaration name: (name) @name) @class
  (trait_declaration name: (name) @name) @class
  (interface_declaration name: (name) @name) @interface
  (const_element (name) @name) @constant
  (namespace_use_declaration) @import
  (include_expression (_) @import)
  (include_once_expression (_) @import)
  (require_expression (_) @import)
  (require_once_expression (_) @import)
  (comment) @comment`,
  exported: ({ signature }) => !/\b(private|protected)\b/.test(signature),
  specifiers: specifiersOf,
};

/** Class names of a use declaration, or the path of an include: `__DIR__ . '/a.php'` is `./a.php`. */
function specifiersOf(written: string): readonly string[] {
  const use = /^use\s+(?:function\s+|const\s+)?(?<list>[\s\S]+?);?\s*$/.exec(written)?.groups?.list;
  if (use === undefined) {
    const path = /(?<dir>__DIR__\s*\.\s*)?['"](?<path>[^'"$]+)['"]/.exec(written)?.groups;
    if (path?.path === undefined) return [];
    return [path.dir === undefined ? path.path : `./${path.path.replace(/^\//, '')}`];
  }
  const group = /^(?<prefix>[\w\\]+\\)\{(?<names>[^}]*)\}/.exec(use)?.groups;
  const names = (group?.names ?? use).split(',').map((name) => name.replace(/\s+as\s+\w+/, '').trim());
  return names.filter((name) => name !== '').map((name) => `${group?.prefix ?? ''}${name}`.replace(/^\\/, ''));
}
