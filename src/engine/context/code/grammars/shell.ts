import type { Grammar } from './grammar.ts';

export const shell: Grammar = {
  file: 'bash',
  query: `
  (function_definition name: (word) @name) @function
  ((command name: (command_name (word) @_source) argument: (word) @import) (#any-of? @_source "source" "."))
  (comment) @comment
  (command_name (word) @reference)`,
  exported: () => true,
};
