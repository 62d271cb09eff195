import type { Dependency, ProjectFacts } from '../domain/context.ts';
import type { Definition, ImportEdge, ProjectView, Reference } from '../domain/project-view.ts';
import type { Question } from '../domain/question.ts';
import type { History } from './history/history.ts';
import type { FileIndex, ImportRow } from './index/file-index.ts';
import type { Ranker } from './rank/ranker.ts';
import { wordsOf } from './rank/terms/words-of.ts';

/** Files searched for references to one name. */
const REFERENCE_FILES = 40;

interface ViewParts {
  readonly index: FileIndex;
  readonly ranker: Ranker;
  readonly history: History;
  readonly facts: ProjectFacts;
  readonly dependencies: readonly Dependency[];
  readonly read: (path: string) => string | undefined;
}

/** The project as skills see it, over the index. */
export function createProjectView({ index, ranker, history, facts, dependencies, read }: ViewParts): ProjectView {
  const resolved = ({ names, ...edge }: ImportRow): ImportEdge => {
    const to = index.resolve(edge.from, edge.specifier, names);
    return to === undefined ? edge : { ...edge, to };
  };
  // A view is that of one question, and every skill asks it the same things.
  const edges = once(() => index.imports(undefined).map(resolved));
  const importers = once(() => Map.groupBy(edges(), ({ to }) => to));
  const definitionsOf = new Map<string, readonly Definition[]>();
  const inFile = (path: string): readonly Definition[] => {
    const known = definitionsOf.get(path) ?? index.definitions({ path });
    definitionsOf.set(path, known);
    return known;
  };
  return {
    facts,
    files: () => index.files(),
    file: (path) => index.file(path),
    read,
    search: (query, limit) => ranker.rank(asQuestion(query), '').slice(0, limit),
    definitions: ({ path, name }) =>
      path !== undefined && name === undefined ? inFile(path) : index.definitions({ path, name }),
    references: (name, limit) => findReferences(index, read, name, limit),
    imports(of = {}) {
      if (of.to !== undefined) return importers().get(of.to) ?? [];
      return of.from === undefined ? edges() : index.imports(of.from).map(resolved);
    },
    changes: (paths, limit) => history.changes(paths, limit),
    churn: (path) => history.churn(path),
    dependencies: () => dependencies,
  };
}

/** A function that works once and then remembers. */
function once<T>(work: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: work() };
    return made.value;
  };
}

function asQuestion(text: string): Question {
  return { agent: '', text };
}

/** Uses of a name, word by word, in the files where the index has seen it; its definitions left out. */
function findReferences(
  index: FileIndex,
  read: (path: string) => string | undefined,
  name: string,
  limit: number,
): Reference[] {
  if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)) return [];
  const defined = new Set(index.definitions({ name }).map(({ path, line }) => `${path}:${line}`));
  const paths = new Set(index.search.filesWith(wordsOf(name)[0] ?? '', 200));
  const word = new RegExp(`(?<![\\p{L}\\p{N}_$])${name.replaceAll('$', '\\$')}(?![\\p{L}\\p{N}_$])`, 'u');
  const found: Reference[] = [];
  for (const path of [...paths].slice(0, REFERENCE_FILES).sort()) {
    const definitions = index.definitions({ path });
    for (const [at, text] of (read(path) ?? '').split('\n').entries()) {
      const line = at + 1;
      if (!word.test(text) || defined.has(`${path}:${line}`)) continue;
      const within = definitions.findLast((d) => d.kind !== 'constant' && d.line <= line && d.endLine >= line)?.name;
      found.push({ path, line, name, ...(within !== undefined && { within }) });
      if (found.length >= limit) return found;
    }
  }
  return found;
}
