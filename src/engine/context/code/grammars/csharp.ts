import type { Grammar } from './grammar.ts';

export const csharp: Grammar = {
  file: 'c-sharp',
  query: `
  (class_declaration name: (identifier) @name) @class
  (struct_declaration name: (identifier) @name) @class
  (record_declaration name: (identifier) @name) @class
  (enum_declaration name: (identifier) @name) @class
  (interface_declaration name: (identifier) @name) @interface
  (delegate_declaration name: (identifier) @name) @type
  (method_declaration name: (identifier) @name) @method
  (constructor_declaration name: (identifier) @name) @method
  (local_function_statement name: (identifier) @name) @function
  (property_declaration name: (identifier) @name) @variable
  (namespace_declaration name: (_) @name) @module
  (using_directive) @import
  (comment) @comment`,
  exported: ({ signature, parent, kind }) =>
    /\bpublic\b/.test(signature) || kind === 'module' || (parent?.kind === 'interface' && csharp.exported(parent)),
  specifiers: (written) => [
    written.replace(/^\s*(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?/, '').replace(/[\s;]+$/, ''),
  ],
};
