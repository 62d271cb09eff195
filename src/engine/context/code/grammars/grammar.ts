import type { Definition } from '../../../domain/project-view.ts';

/** A definition as the tree has it, before it is decided whether others see it. */
export interface FoundDefinition {
  readonly name: string;
  readonly kind: Definition['kind'];
  readonly signature: string;
  readonly parent: FoundDefinition | undefined;
  /** The file says elsewhere that it exports this name. */
  readonly listed: boolean;
}

/**
 * What WEE asks of a language's tree. The query's captures: `@name` with `@function`, `@method`, `@class`, … for the whole
 * definition (any kind of `Definition`), `@parent` for the type that a method belongs to, `@scope` for a node that is only a
 * parent; `@import` and `@import.name`; `@exported` for names exported elsewhere; `@comment`, `@docstring`;
 * `@embedded` for a range of code that the grammar leaves unparsed. Names that begin with `_` are for predicates.
 */
export interface Grammar {
  /** File of the grammar: `tree-sitter-<file>.wasm`. */
  readonly file: string;
  readonly query: string;
  /** Visible outside its file. */
  exported(found: FoundDefinition): boolean;
  /** The specifier as the import statement or string has it; may be several, or none. */
  specifiers?(written: string): readonly string[];
}
