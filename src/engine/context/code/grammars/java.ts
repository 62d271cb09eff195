import type { Grammar } from './grammar.ts';

export const java: Grammar = {
  file: 'java',
  query: `
  (class_declaration name: (identifier) @name) @class
  (record_declaration name: (identifier) @name) @class
  (enum_declaration name: (identifier) @name) @class
  (interface_declaration name: (identifier) @name) @interface
  (annotation_type_declaration name: (identifier) @name) @interface
  (method_declaration name: (identifier) @name) @method
  (constructor_declaration name: (identifier) @name) @method
  (compact_constructor_declaration name: (identifier) @name) @method
  (annotation_type_element_declaration name: (identifier) @name) @method
  (field_declaration declarator: (variable_declarator name: (identifier) @name)) @variable
  (constant_declaration declarator: (variable_declarator name: (identifier) @name)) @constant
  (import_declaration) @import
  (line_comment) @comment
  (block_comment) @comment`,
  exported: ({ signature, parent }) =>
    /\bpublic\b/.test(signature) ||
    (parent?.kind === 'interface' && !/\bprivate\b/.test(signature) && java.exported(parent)),
  specifiers: (written) => [written.replace(/^\s*import\s+(?:static\s+)?/, '').replace(/[\s;]+$/, '')],
};
