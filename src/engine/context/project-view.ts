import type { Dependency, ProjectFacts } from '../domain/context.ts';
import type { ImportEdge, ProjectView, Reference } from '../domain/project-view.ts';
import type { Question } from '../domain/question.ts';
import { resolveImport } from './code/resolve-import.ts';
import type { History } from './history/history.ts';
import type { FileIndex } from './index/file-index.ts';
import { rankFiles } from './rank/rank-files.ts';
import { splitWords } from './rank/split-words.ts';

/** Files searched for references to one name. */
const REFERENCE_FILES = 40;

interface ViewParts {
  readonly index: FileIndex;
  readonly history: History;
  readonly facts: ProjectFacts;
  readonly dependencies: readonly Dependency[];
  readonly read: (path: string) => string | undefined;
}

/** The project as skills see it, over the index. */
export function createProjectView({ index, history, facts, dependencies, read }: ViewParts): ProjectView {
  const has = (path: string): boolean => index.has(path);
  const resolved = (edge: Omit<ImportEdge, 'to'>): ImportEdge => {
    const to = resolveImport(edge.from, edge.specifier, has);
    return to === undefined ? edge : { ...edge, to };
  };
  let edges: readonly ImportEdge[] | undefined;
  const allEdges = (): readonly ImportEdge[] => {
    edges ??= index.imports(undefined).map(resolved);
    return edges;
  };
  return {
    facts,
    files: () => index.files(),
    read,
    search: (query, limit) => rankFiles(index, asQuestion(query), '').slice(0, limit),
    definitions: (of) => index.definitions(of),
    references: (name, limit) => findReferences(index, read, name, limit),
    imports(of = {}) {
      if (of.to !== undefined) return allEdges().filter((edge) => edge.to === of.to);
      return of.from === undefined ? allEdges() : index.imports(of.from).map(resolved);
    },
    changes: (paths, limit) => history.changes(paths, limit),
    churn: (path) => history.churn(path),
    dependencies: () => dependencies,
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
  const paths = new Set(index.search([splitWords(name).split(' ')[0] ?? ''], 200).map((hit) => hit.path));
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
