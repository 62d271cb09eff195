import type { Grammar } from './grammar.ts';

/** For C too, of which C++ is a superset in all that matters here. */
export const cpp: Grammar = {
  file: 'cpp',
  query: `
  (function_definition declarator: (function_declarator declarator: (_) @name)) @function
  (function_definition declarator: (_ declarator: (function_declarator declarator: (_) @name))) @function
  (function_definition declarator: (_ (function_declarator declarator: (_) @name))) @function
  (declaration declarator: (function_declarator declarator: (identifier) @name)) @function
  (declaration declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))) @function
  (field_declaration declarator: (function_declarator declarator: (field_identifier) @name)) @method
  (class_specifier name: (_) @name body: (_)) @class
  (struct_specifier name: (_) @name body: (_)) @class
  (union_specifier name: (_) @name body: (_)) @class
  (enum_specifier name: (_) @name body: (_)) @class
  (namespace_definition name: (_) @name) @module
  (type_definition declarator: (type_identifier) @name) @type
  (alias_declaration name: (type_identifier) @name) @type
  (preproc_def name: (identifier) @name) @constant
  (preproc_function_def name: (identifier) @name) @function
  (preproc_include path: (_) @import)
  (comment) @comment`,
  exported: ({ signature, parent }) =>
    !/^static\b/.test(signature) && parent?.kind !== 'function' && parent?.kind !== 'method',
};
