import type { Grammar } from './grammar.ts';

/** Leaves of a use tree: `a::{b, c::d}` is `a::b` and `a::c::d`. Renamed and wildcard leaves give the path before them. */
function useLeaves(written: string): readonly string[] {
  const leaves: string[] = [];
  const prefixes: string[] = [''];
  let word = '';
  const end = (): void => {
    const name = word
      .replace(/\s+as\s+[\w*]+\s*$/, '')
      .replaceAll(/\s+/g, '')
      .replace(/::\*$|::$|^\*$/, '');
    const path = `${prefixes.at(-1) ?? ''}${name}`.replace(/::(?:self)?$/, '');
    if (path !== '' && word.trim() !== '') leaves.push(path);
    word = '';
  };
  for (const char of written) {
    if (char === '{') {
      prefixes.push(`${prefixes.at(-1) ?? ''}${word.replaceAll(/\s+/g, '')}`);
      word = '';
    } else if (char === '}') {
      end();
      if (prefixes.length > 1) prefixes.pop();
    } else if (char === ',') end();
    else word += char;
  }
  end();
  return [...new Set(leaves)];
}

export const rust: Grammar = {
  file: 'rust',
  query: `
  (function_item name: (identifier) @name) @function
  (function_signature_item name: (identifier) @name) @function
  (struct_item name: (type_identifier) @name) @class
  (enum_item name: (type_identifier) @name) @class
  (union_item name: (type_identifier) @name) @class
  (trait_item name: (type_identifier) @name) @interface
  (type_item name: (type_identifier) @name) @type
  (mod_item name: (identifier) @name body: (_)) @module
  (mod_item name: (identifier) @import !body)
  (const_item name: (identifier) @name) @constant
  (static_item name: (identifier) @name) @constant
  (macro_definition name: (identifier) @name) @function
  (impl_item type: [(type_identifier) @name (generic_type type: (_) @name) (scoped_type_identifier name: (_) @name)]) @scope
  (use_declaration argument: (_) @import)
  (source_file (macro_invocation (token_tree) @embedded))
  (source_file (expression_statement (macro_invocation (token_tree) @embedded)))
  (declaration_list (macro_invocation (token_tree) @embedded))
  (line_comment) @comment
  (block_comment) @comment`,
  exported: ({ signature, parent }) =>
    /^pub\b/.test(signature) || (parent?.kind === 'interface' && rust.exported(parent)),
  specifiers: (written) => (/^\w+$/.test(written) ? [`self::${written}`] : useLeaves(written)),
};
