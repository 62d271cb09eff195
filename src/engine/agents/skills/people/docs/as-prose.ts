/** Lines of Markdown or reStructuredText on one line, without links, roles, emphasis, badges and comments. */
export function asProse(lines: readonly string[]): string {
  return lines
    .map((line) => line.replace(/^\s*(?:>\s?)+/, ''))
    .join(' ')
    .slice(0, 4_000)
    .replace(/<!--.*?-->|!\[[^\]]*\]\([^)]*\)|<[/a-zA-Z][^>]*>/g, ' ')
    .replace(/\s?\[[#*\w]*\]_(?!\w)/g, '')
    .replace(/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1')
    .replace(/:[a-z:]+:`~?\.?([^`<]*?)(?:\s*<[^`]*>)?`/g, '$1')
    .replace(/`+([^`<]*?)(?:\s*<[^`]*>)?`+_{0,2}/g, '$1')
    .replace(/(?<![\p{L}\p{N}])(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/^\s*(?:[-*+•>]|\d+[.)])\s+|^\s*\||\|\s*$/g, '')
    .replace(/\s*\|\s*/g, ' · ')
    .replace(/\s+/g, ' ')
    .replace(/::\s*$/, ':')
    .trim();
}
