/** Folders of a language's own library: their files only look like the project's. */
const FOREIGN = /^node:|\/go\/src\/|\/rustc\/|\/lib\/python[\d.]*\/(?!(?:site|dist)-packages\/)/;
/** Where libraries are installed; what follows is the library's name. */
const INSTALLED =
  /\/(?:node_modules|site-packages|dist-packages)\/(?<rest>(?!.*\/(?:node_modules|site-packages|dist-packages)\/).+)$/;

/**
 * The file of the project that a path of a stack trace means, which may be absolute and from another machine: the longest
 * end of it that is, or ends, exactly one path of the project. An installed library's file is one only if its folder is too.
 */
export function matchPath(written: string, paths: ReadonlySet<string>): string | undefined {
  const path = written.slice(0, 400).replaceAll('\\', '/').replace(/^\.\//, '');
  if (paths.has(path)) return path;
  if (FOREIGN.test(path)) return undefined;
  const rest = INSTALLED.exec(path)?.groups?.rest;
  const parts = (rest ?? path).split('/').filter((part) => part !== '');
  // The library's own folder must be part of what fits.
  const last = rest === undefined ? parts.length - 1 : 0;
  for (let from = 0; from <= last; from++) {
    const end = parts.slice(from).join('/');
    if (paths.has(end)) return end;
    // A bare name at the end of a longer path says too little.
    if (parts.length - from === 1 && parts.length > 1) return undefined;
    const [found, second] = [...paths].filter((one) => one.endsWith(`/${end}`));
    if (found !== undefined) return second === undefined ? found : undefined;
  }
  return undefined;
}
