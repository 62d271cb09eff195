import type { Grammar } from './grammar.ts';

export const python: Grammar = {
  file: 'python',
  query: `
  (function_definition name: (identifier) @name) @function
  (class_definition name: (identifier) @name) @class
  (module (expression_statement (assignment left: (identifier) @name) @constant))
  (import_statement name: (dotted_name) @import)
  (import_statement name: (aliased_import name: (dotted_name) @import))
  (import_from_statement module_name: (_) @import)
  (import_from_statement module_name: (_) @import name: (dotted_name) @import.name)
  (import_from_statement module_name: (_) @import name: (aliased_import name: (dotted_name) @import.name))
  (function_definition body: (block . (expression_statement (string) @docstring)))
  (class_definition body: (block . (expression_statement (string) @docstring)))
  (comment) @comment`,
  exported({ name, parent }) {
    if (parent?.kind === 'function' || parent?.kind === 'method') return false;
    return !name.startsWith('_') && (parent === undefined || python.exported(parent));
  },
};
