/** The paths that lie in one of these folders: a watcher that sees a folder move names only the folder. */
export function underFolders(paths: Iterable<string>, folders: ReadonlySet<string>): string[] {
  if (folders.size === 0) return [];
  return [...paths].filter((path) => {
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      if (folders.has(path.slice(0, end))) return true;
    }
    return false;
  });
}
