import type { CodeParser, CodeReader } from './code-parser.ts';

/** Reads code with a parser of this thread, whose grammars stay in memory once they are loaded. */
export function readHere(parser: CodeParser): CodeReader {
  return {
    async read(texts) {
      if (texts.length === 0) await parser.load();
      for (const language of new Set(texts.map((one) => one.language))) await parser.load(language);
      return texts.map(({ text, language, file }) => parser.parse(text, language, file));
    },
    rest() {},
  };
}
