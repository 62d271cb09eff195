/** Gives the link of a workspace file, or `undefined` for one outside the folder. */
export type FileLink = (path: string, line: number | undefined) => string | undefined;

const PIECES = /```[\s\S]*?(?:```|$)|`[^`\n]*`|!?\[((?:\\.|[^\]\\\n])*)\]\(<?([^)\s>]+)>?\)/g;

/**
 * Makes the workspace-relative links of an answer, `[lib/a.js:12](lib/a.js#L12)`, real links. Web links stay; every other
 * scheme (`command:` first of all), images and paths that leave the folder become plain text. Code is left as it is.
 */
export function linkFiles(markdown: string, toLink: FileLink): string {
  return markdown.replace(PIECES, (whole: string, text: string | undefined, target: string | undefined) => {
    if (text === undefined || target === undefined) return whole;
    if (whole.startsWith('!')) return text;
    if (/^https?:\/\//i.test(target)) return whole;
    if (/^[a-z][a-z\d+.-]*:/i.test(target) || target.startsWith('/') || target.startsWith('#')) return text;
    const [encoded = '', fragment] = target.split('#');
    const path = decode(encoded);
    if (path === undefined || path === '' || path.includes('\\') || path.split('/').includes('..')) return text;
    const line = /^L(\d{1,7})/.exec(fragment ?? '')?.[1];
    const link = toLink(path, line === undefined ? undefined : Number(line));
    return link === undefined ? text : `[${text}](${link})`;
  });
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
