/** No path within a workspace has an empty part. */
const BETWEEN = '//';

/** Paths as one text, in which each stands between two separators, so that it is found whole. */
export function joinedFiles(paths: readonly string[]): string {
  return paths.length === 0 ? '' : BETWEEN + paths.join(BETWEEN) + BETWEEN;
}

/** The paths of such a text. */
export function splitFiles(joined: string): string[] {
  return joined.split(BETWEEN).filter((path) => path !== '');
}
