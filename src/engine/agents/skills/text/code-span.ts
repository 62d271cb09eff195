/** Untrusted text as a Markdown code span: on one line, without backticks, at most `limit` characters. */
export function codeSpan(text: string, limit = 120): string {
  const line = text
    .slice(0, limit * 4)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replaceAll('`', "'")
    .trim();
  return `\`${line.length > limit ? `${line.slice(0, limit - 1)}…` : line || ' '}\``;
}
