import { posix } from 'node:path';
import type { ProjectView } from '../../../domain/project-view.ts';
import { isFunction } from '../text/is-function.ts';

/** Files of a folder that are compared, members that make a family, and names that a member shares with others. */
const FILES = 40;
const MEMBERS = 3;
const SHARED = 2;
/** Lines of a member that is short enough to copy. */
const LEAST = 5;
const MOST = 60;

/** Files of one folder that do the same each for something else, such as one binding for each format. */
export interface Family {
  /** The one that is shortest while it has most of what the others have. */
  readonly model: string;
  /** All of them, by path. */
  readonly members: readonly string[];
  /** Names that they share, the most common first. */
  readonly shared: readonly string[];
}

/** The family that a file belongs to; `undefined` where its folder is none. */
export function findFamily(view: ProjectView, path: string): Family | undefined {
  const folder = posix.dirname(path);
  const language = view.file(path)?.language;
  const files = view
    .files()
    .filter((one) => one.kind === 'product' && one.language === language && posix.dirname(one.path) === folder)
    .slice(0, FILES);
  const names = new Map(files.map((one) => [one.path, new Set(functionsOf(view, one.path))]));
  const counts = new Map<string, number>();
  for (const own of names.values()) for (const name of own) counts.set(name, (counts.get(name) ?? 0) + 1);
  const shared = [...counts]
    .filter(([, count]) => count >= MEMBERS)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([name]) => name);
  const sharing = (one: string): number => shared.filter((name) => names.get(one)?.has(name)).length;
  const members = files.map((one) => one.path).filter((one) => sharing(one) >= SHARED);
  if (members.length < MEMBERS || (!members.includes(path) && sharing(path) === 0 && !isTable(view, path, members)))
    return undefined;
  const lines = (one: string): number => view.file(one)?.lines ?? 0;
  const [model] = members
    .filter((one) => lines(one) >= LEAST && lines(one) <= MOST)
    .sort((a, b) => sharing(b) - sharing(a) || lines(a) - lines(b) || (a < b ? -1 : 1));
  return model === undefined ? undefined : { model, members, shared };
}

/** A file of the folder that names the members: where they are registered, or what they implement. */
function isTable(view: ProjectView, path: string, members: readonly string[]): boolean {
  const text = view.read(path) ?? '';
  const named = members.filter((one) => typesOf(view, one).some((name) => text.includes(name)));
  return named.length >= MEMBERS;
}

function functionsOf(view: ProjectView, path: string): readonly string[] {
  return view.definitions({ path }).flatMap((one) => (isFunction(one) ? [one.name] : []));
}

function typesOf(view: ProjectView, path: string): readonly string[] {
  return view
    .definitions({ path })
    .filter((one) => !isFunction(one) && one.name.length > 3)
    .map(({ name }) => name);
}
