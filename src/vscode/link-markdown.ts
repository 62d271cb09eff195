/** Code, which stays as it is (`handlers[i](request)` is no link), or a link: `[lib/a.js:12](lib/a.js#L12)`. */
const LINK = /```[\s\S]*?(?:```|$)|`[^`\n]*`|\[((?:[^[\]\\]|\\.)*)\]\(([^()\s]+)\)/g;

/**
 * Makes the workspace links of an answer real and takes the target of every other kind away, so that no answer can run a
 * command. Web links stay.
 * @param toUri the URI of a path relative to the workspace folder, as text; `undefined` without a folder.
 */
export function linkMarkdown(markdown: string, toUri: (path: string) => string | undefined): string {
  return markdown.replace(LINK, (whole: string, label: string | undefined, target: string | undefined) => {
    if (label === undefined || target === undefined) return whole;
    if (/^https?:/i.test(target)) return whole;
    const [path = '', fragment] = target.split('#');
    if (/^[a-z][a-z\d+.-]*:/i.test(path) || path.startsWith('/')) return label;
    const decoded = decode(path);
    const uri = decoded === undefined || decoded.split('/').includes('..') ? undefined : toUri(decoded);
    return uri === undefined ? label : `[${label}](${uri}${fragment === undefined ? '' : `#${fragment}`})`;
  });
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
