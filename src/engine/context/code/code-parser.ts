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

/** A text to be read, without its secrets. */
export interface CodeText {
  readonly text: string;
  readonly language: string;
  /** A name for the file, where somebody works on it: it will be read again, and then mostly be what it was. */
  readonly file?: string;
}

/** Reads code, wherever that is done. */
export interface CodeReader {
  /** What each text defines and imports, in their order; see `CodeParser.parse`. Without texts it only gets ready. Never rejects. */
  read(texts: readonly CodeText[]): Promise<readonly ParsedCode[]>;
  /** Much was read and nothing waits: what that took is given back, once what goes on is done. */
  rest(): void;
}

/** Reads code in this thread. One for a thread: it holds the grammars. */
export interface CodeParser {
  /**
   * Loads the grammar of a language at the first call, or without one what all of them need; false where there is none or it is faulty.
   * Never rejects.
   */
  load(language?: string): Promise<boolean>;
  /**
   * Parses with the grammar where it is loaded, else with line patterns where the language has them. Never throws; the same
   * text gives the same result, whatever was parsed before. A text that is too long or takes too many steps has no definitions.
   */
  parse(text: string, language: string, file?: CodeText['file']): ParsedCode;
}

export const nothingParsed: ParsedCode = { definitions: [], imports: [], by: 'none' };
