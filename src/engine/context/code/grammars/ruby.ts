import type { Grammar } from './grammar.ts';

export const ruby: Grammar = {
  file: 'ruby',
  query: `
  (method name: (_) @name) @method
  (singleton_method name: (_) @name) @method
  (class name: (_) @name) @class
  (module name: (_) @name) @module
  (assignment left: (constant) @name) @constant
  ((call method: (identifier) @_require arguments: (argument_list . (string (string_content) @import)))
    (#any-of? @_require "require" "load"))
  ((call method: (identifier) @_relative arguments: (argument_list . (string) @import))
    (#eq? @_relative "require_relative"))
  (comment) @comment`,
  exported: ({ name }) => !name.startsWith('_'),
  // Only require_relative keeps its quotes.
  specifiers: (written) => [/^["']/.test(written) ? `./${written.slice(1, -1)}` : written],
};
