import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Parser, Query, Range, Tree } from '@vscode/tree-sitter-wasm';
import { limits } from '../../limits.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { type CodeParser, nothingParsed, type ParsedCode } from './code-parser.ts';
import type { Grammar } from './grammars/grammar.ts';
import { grammars } from './grammars/registry.ts';
import { KeptTrees } from './kept-trees.ts';
import { parseCode } from './parse-code.ts';
import { TreeReader } from './read-tree.ts';
import { scriptOf } from './script-of.ts';

type Runtime = typeof import('@vscode/tree-sitter-wasm');

interface Loaded {
  readonly grammar: Grammar;
  readonly parser: Parser;
  readonly query: Query;
}

/** A text, and by what it is parsed. */
interface Source extends Loaded {
  readonly text: string;
  readonly lines: readonly string[];
  /** It takes too long. */
  readonly late: () => boolean;
}

/** Levels of embedded code that are parsed: macros within macros. */
const DEPTH = 3;

/**
 * Tree-sitter, with grammars from `folder` (undefined: none, all languages are read by patterns). The runtime and each grammar
 * are loaded at the first need, apart from one another: a grammar that does not load is given up alone.
 */
export function createCodeParser(folder: string | undefined, clock: Clock, log: Log): CodeParser {
  const loaded = new Map<Grammar, Loaded>();
  const loads = new Map<Grammar, Promise<boolean>>();
  const trees = new KeptTrees();
  let runtime: Promise<Runtime> | undefined;

  async function loadGrammar(grammar: Grammar, from: string): Promise<boolean> {
    try {
      runtime ??= startRuntime(from);
      const { Language, Parser, Query } = await runtime;
      const language = await Language.load(await readFile(join(from, `tree-sitter-${grammar.file}.wasm`)));
      const parser = new Parser();
      parser.setLanguage(language);
      loaded.set(grammar, { grammar, parser, query: new Query(language, grammar.query) });
      return true;
    } catch (error) {
      log.warn(`The grammar ${grammar.file} does not load; its files are read without it: ${reason(error)}`);
      return false;
    }
  }

  return {
    async load(language) {
      if (folder === undefined) return false;
      if (language === undefined) {
        runtime ??= startRuntime(folder);
        // What is wrong with it, the first grammar says.
        return await runtime.then(
          () => true,
          () => false,
        );
      }
      const grammar = grammars[language];
      if (grammar === undefined) return false;
      const loading = loads.get(grammar) ?? loadGrammar(grammar, folder);
      loads.set(grammar, loading);
      return loading;
    },
    parse(text, language, file) {
      const grammar = grammars[language];
      const ready = grammar === undefined ? undefined : loaded.get(grammar);
      if (grammar === undefined || ready === undefined) return parseCode(text, language);
      if (text.length > limits.parsedChars) return nothingParsed;
      try {
        const code = scriptOf(text, language);
        const lines = code.split('\n');
        if (!isParseable(code, lines)) return nothingParsed;
        const end = clock.monotonic() + limits.parseMs;
        const source = { ...ready, text: code, lines, late: () => clock.monotonic() > end };
        return file === undefined ? readAnew(source) : readAgain(source, trees, `${language} ${file}`);
      } catch (error) {
        // The runtime that all grammars share may be damaged once one has trapped in it.
        loaded.clear();
        for (const each of Object.values(grammars)) loads.set(each, Promise.resolve(false));
        log.error(
          `The grammar ${grammar.file} failed at a file; code is read without grammars until the next start`,
          error,
        );
        return nothingParsed;
      }
    },
  };
}

async function startRuntime(folder: string): Promise<Runtime> {
  const [module, wasmBinary] = await Promise.all([
    import('@vscode/tree-sitter-wasm'),
    readFile(join(folder, 'tree-sitter.wasm')),
  ]);
  const runtime: Runtime = 'default' in module ? (module.default as Runtime) : module;
  await runtime.Parser.init({ wasmBinary, locateFile: (file: string) => join(folder, file) } as Parameters<
    Runtime['Parser']['init']
  >[0]);
  return runtime;
}

function readAnew(source: Source): ParsedCode {
  const tree = parse(source);
  try {
    return readTree(source, tree);
  } finally {
    tree?.delete();
  }
}

/**
 * Goes on from the tree of what the file was before. What a parser makes of errors may hang on where it came from: then all is parsed
 * anew, and nothing is kept of it.
 */
function readAgain(source: Source, trees: KeptTrees, file: string): ParsedCode {
  const before = trees.before(file, source.text);
  let tree = before === null ? null : parse(source, before);
  if (tree === null || tree.rootNode.hasError) {
    tree?.delete();
    tree = parse(source);
  }
  const parsed = readTree(source, tree);
  if (tree?.rootNode.hasError === false) trees.keep(file, source.text, tree);
  else {
    tree?.delete();
    trees.forget(file);
  }
  return parsed;
}

/** `null` where it takes too long. */
function parse({ parser, text, late }: Source, before: Tree | null = null, within?: Range): Tree | null {
  const ranges = within === undefined ? {} : { includedRanges: [within] };
  const tree = parser.parse(text, before, { ...ranges, progressCallback: late });
  if (tree === null) parser.reset();
  return tree;
}

/** What stands in a tree, and in what is embedded in it. */
function readTree(source: Source, tree: Tree | null): ParsedCode {
  const { grammar, query, text, lines, late } = source;
  const reader = new TreeReader(text, lines, grammar);
  const read = (one: Tree, depth: number): boolean => {
    const from = reader.embedded.length;
    reader.add(query.matches(one.rootNode, { progressCallback: late }));
    if (late()) return false;
    const inner = depth === 0 ? [] : reader.embedded.slice(from).map(insideBraces);
    for (const range of inner) {
      const within = range === undefined ? null : parse(source, null, range);
      try {
        if (within !== null) read(within, depth - 1);
      } finally {
        within?.delete();
      }
    }
    return true;
  };
  return tree !== null && read(tree, DEPTH) ? reader.result() : nothingParsed;
}

/** Data and nonsense take a grammar minutes and gigabytes: endless lines, and brackets that are opened and opened. */
function isParseable(code: string, lines: readonly string[]): boolean {
  if (lines.some((line) => line.length > limits.parsedFileLineChars)) return false;
  let depth = 0;
  for (let at = 0; at < code.length; at++) {
    const char = code.charCodeAt(at);
    if (char === 40 || char === 91 || char === 123) depth++;
    else if (char === 41 || char === 93 || char === 125) depth = Math.max(0, depth - 1);
    if (depth > limits.parsedDepth) return false;
  }
  return true;
}

/** What stands between a node's braces, where it may hold definitions. */
function insideBraces(node: TreeReader['embedded'][number]): Range | undefined {
  const text = node.text;
  if (!text.startsWith('{') || !text.endsWith('}') || !/\b(?:fn|struct|enum|trait|impl|mod)\b/.test(text))
    return undefined;
  const { startIndex, endIndex, startPosition, endPosition } = node;
  return {
    startIndex: startIndex + 1,
    endIndex: endIndex - 1,
    startPosition: { row: startPosition.row, column: startPosition.column + 1 },
    endPosition: { row: endPosition.row, column: endPosition.column - 1 },
  };
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
