import type { Grammar } from './grammar.ts';

const shared = `
  (function_declaration name: (identifier) @name) @function
  (generator_function_declaration name: (identifier) @name) @function
  (class_declaration name: (_) @name) @class
  (method_definition name: (_) @name) @method
  (variable_declarator name: (identifier) @name value: [(arrow_function) (function_expression) (generator_function)]) @function
  (variable_declarator name: (identifier) @name value: (class)) @class
  ((program (lexical_declaration (variable_declarator name: (identifier) @name value: (_) @_value) @constant))
    (#not-match? @_value "^require\\\\b"))
  ((program (variable_declaration (variable_declarator name: (identifier) @name value: (_) @_value) @constant))
    (#not-match? @_value "^require\\\\b"))
  (program (export_statement (lexical_declaration (variable_declarator name: (identifier) @name) @constant)))
  (assignment_expression
    left: (member_expression property: (property_identifier) @name)
    right: [(arrow_function) (function_expression) (class) (assignment_expression)]) @method
  (import_statement source: (string) @import)
  (export_statement source: (string) @import)
  (call_expression function: (import) arguments: (arguments . (string) @import))
  ((call_expression function: (identifier) @_require arguments: (arguments . (string) @import)) (#eq? @_require "require"))
  (export_specifier name: (identifier) @exported)
  (export_statement value: (identifier) @exported)
  ((assignment_expression left: (member_expression) @_exports right: (identifier) @exported)
    (#match? @_exports "^(module\\\\.)?exports\\\\b"))
  ((assignment_expression left: (member_expression) @_exports right: (object (shorthand_property_identifier) @exported))
    (#match? @_exports "^(module\\\\.)?exports\\\\b"))
  ((assignment_expression left: (member_expression) @_exports right: (object (pair value: (identifier) @exported)))
    (#match? @_exports "^(module\\\\.)?exports\\\\b"))
  (comment) @comment`;

const field = `
  (field_definition property: (_) @name value: [(arrow_function) (function_expression)]) @method`;

const typed = `
  (public_field_definition name: (_) @name value: [(arrow_function) (function_expression)]) @method
  (abstract_class_declaration name: (_) @name) @class
  (abstract_method_signature name: (_) @name) @method
  (interface_declaration name: (_) @name) @interface
  (type_alias_declaration name: (_) @name) @type
  (enum_declaration name: (_) @name) @type
  (function_signature name: (identifier) @name) @function
  (method_signature name: (_) @name) @method
  (internal_module name: (_) @name) @module
  (import_require_clause source: (string) @import)`;

const rules: Pick<Grammar, 'exported'> = {
  exported({ name, signature, parent, listed }) {
    if (/^(private|protected)\b/.test(signature) || name.startsWith('#')) return false;
    if (listed || /^export\b|^(module\.)?exports\b|^[\w$]+\.[\w$.]+\s*=/.test(signature)) return true;
    return parent !== undefined && parent.kind !== 'function' && parent.kind !== 'method' && rules.exported(parent);
  },
};

export const javascript: Grammar = { file: 'javascript', query: shared + field, ...rules };
export const typescript: Grammar = { file: 'typescript', query: shared + typed, ...rules };
export const tsx: Grammar = { file: 'tsx', query: shared + typed, ...rules };
