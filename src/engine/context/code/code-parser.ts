import type { Definition, ImportEdge } from '../../domain/project-view.ts';

/** What a file defines and imports. */
export interface ParsedCode {
  /** In the order of their names in the text; at most `limits.definitionsPerFile`. */
  readonly definitions: readonly Omit<Definition, 'path'>[];
  readonly imports: readonly FileImport[];
  /** How it was found: with the language's grammar, with line patterns, or not at all. */
  readonly by: 'grammar' | 'patterns' | 'none';
}

export interface FileImport extends Pick<ImportEdge, 'line' | 'specifier'> {
  /** Names taken from it, where a language may import a module that way: `b` in `from a import b`. */
  readonly names?: readonly string[];
}

/** Reads code. One for a thread: it holds the grammars. */
export interface CodeParser {
  /** Loads the grammar of a language at the first call; false where there is none or it is faulty. Never rejects. */
  load(language: string): Promise<boolean>;
  /**
   * Parses with the grammar where it is loaded, else with line patterns where the language has them. Never throws; the same
   * text gives the same result. A text that is too long or takes too many steps has no definitions.
   */
  parse(text: string, language: string): ParsedCode;
}

export const nothingParsed: ParsedCode = { definitions: [], imports: [], by: 'none' };
