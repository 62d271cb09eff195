import type { Commit } from './read-log.ts';

/** Texts that outlive the process, by name. */
export interface KeptTexts {
  keptText(name: string): string | undefined;
  keepText(name: string, text: string): void;
}

/** A log as text: what it is of, each path once, and the commits with the places of their paths. */
type Written = readonly [of: string, paths: readonly string[], commits: readonly WrittenCommit[]];
type WrittenCommit = readonly [commit: string, day: string, subject: string, body: string, paths: readonly number[]];

/** Writes a log down; `of` says which it is. */
export function writeLog(of: string, commits: readonly Commit[]): string {
  const places = new Map<string, number>();
  const placeOf = (path: string): number => {
    const place = places.get(path) ?? places.size;
    places.set(path, place);
    return place;
  };
  const rows = commits.map(
    ({ commit, day, subject, body, paths }): WrittenCommit => [commit, day, subject, body, paths.map(placeOf)],
  );
  return JSON.stringify([of, [...places.keys()], rows] satisfies Written);
}

/** The log that was written down, or `undefined` where that is another, or none. */
export function readWrittenLog(of: string, text: string | undefined): readonly Commit[] | undefined {
  if (text?.startsWith(`[${JSON.stringify(of)},`) !== true) return undefined;
  try {
    const [, paths, rows] = JSON.parse(text) as Written;
    return rows.map(([commit, day, subject, body, places]) => ({
      commit: String(commit),
      day: String(day),
      subject: String(subject),
      body: String(body),
      paths: places.map((place) => String(paths[place])),
    }));
  } catch {
    return undefined;
  }
}
