/** Untrusted text, such as a path or a commit's subject, on one line of at most `limit` characters and without meaning as Markdown or HTML. */
export function inertText(text: string, limit = 200): string {
  const line = text
    .slice(0, limit * 4)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const cut = line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
  return cut.toWellFormed().replace(/[[\]\\`*<>~|]|&(?=#?\w+;)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&');
}
