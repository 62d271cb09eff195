import { plainLine } from './plain-line.ts';

/** Untrusted text, such as a path or a commit's subject, on one line of at most `limit` characters and without meaning as Markdown or HTML. */
export function inertText(text: string, limit = 200): string {
  return plainLine(text, limit)
    .toWellFormed()
    .replace(/[[\]\\`*<>~|]|&(?=#?\w+;)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&');
}
