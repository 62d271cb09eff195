import type { Definition, ProjectView } from '../../../domain/project-view.ts';
import { isFunction } from '../text/is-function.ts';

/** Classes that make a family, names of functions that each shares with the others, and lines of one that is short enough to copy. */
const MEMBERS = 3;
const SHARED = 2;
/** Share of the fullest member's functions that one to copy has at least. */
const ENOUGH = 0.6;
const LEAST = 4;
const MOST = 50;

/** Classes of one file that do the same each for something else, such as one tag for each type. */
export interface Kin {
  /** The shortest of them, with its functions; lines from 1, inclusive. */
  readonly model: { readonly name: string; readonly line: number; readonly endLine: number };
  /** Names of all of them, in the order of the file. */
  readonly members: readonly string[];
  /** Where the last of them ends. */
  readonly endLine: number;
}

interface Member {
  readonly name: string;
  readonly line: number;
  readonly endLine: number;
  readonly functions: ReadonlySet<string>;
}

/** The kin of a file; `undefined` where it holds none. */
export function findKin(view: ProjectView, path: string): Kin | undefined {
  const definitions = view.definitions({ path });
  const all = [...Map.groupBy(definitions.filter(isFunction), (one) => parentOf(one, definitions))].flatMap(
    ([name, functions]) => (name === '' ? [] : memberOf(name, functions, definitions)),
  );
  const counts = new Map<string, number>();
  for (const { functions } of all) for (const name of functions) counts.set(name, (counts.get(name) ?? 0) + 1);
  const common = (one: Member): number =>
    [...one.functions].filter((name) => (counts.get(name) ?? 0) >= MEMBERS).length;
  const members = all.filter((one) => common(one) >= SHARED).sort((a, b) => a.line - b.line);
  const last = members.at(-1);
  // What others stand on is no member to copy.
  const isBase = (name: string): boolean =>
    definitions.some(
      (one) => one.kind === 'class' && one.name !== name && new Set(one.signature.split(/\W+/)).has(name),
    );
  const own = members.filter(({ name }) => !isBase(name));
  const most = Math.max(0, ...own.map(common));
  const [model] = own
    .filter((one) => one.endLine - one.line >= LEAST && one.endLine - one.line < MOST && common(one) >= ENOUGH * most)
    .sort(
      (a, b) =>
        Number(common(b) === most) - Number(common(a) === most) ||
        a.endLine - a.line - (b.endLine - b.line) ||
        a.line - b.line,
    );
  if (members.length < MEMBERS || model === undefined || last === undefined) return undefined;
  return { model, members: own.map(({ name }) => name), endLine: last.endLine };
}

/** A class with its functions, which may stand in a block of their own after it, as in Rust. */
function memberOf(
  name: string,
  functions: readonly Definition[],
  definitions: readonly Definition[],
): readonly Member[] {
  const own = definitions.find((one) => one.name === name && !isFunction(one));
  const parts = own === undefined ? functions : [own, ...functions];
  const line = Math.min(...parts.map((one) => one.firstLine ?? one.line));
  const endLine = Math.max(...parts.map((one) => one.endLine));
  // The line of an `impl`, and the one that closes it, belong to none of its functions.
  const block = own === undefined || own.endLine < endLine ? 1 : 0;
  const begin = own === undefined ? line - block : line;
  return [
    { name, line: Math.max(1, begin), endLine: endLine + block, functions: new Set(functions.map((one) => one.name)) },
  ];
}

/** The class around a function; by its lines where the language is read by patterns. */
function parentOf({ parent, line, endLine }: Definition, definitions: readonly Definition[]): string {
  if (parent !== undefined) return parent;
  return definitions.findLast((one) => !isFunction(one) && one.line < line && one.endLine >= endLine)?.name ?? '';
}
