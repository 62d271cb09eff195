import type { Dependency, ProjectFacts } from '../domain/context/context.ts';
import type { ProjectView, Reference } from '../domain/project-view.ts';
import type { Question } from '../domain/question.ts';
import type { History } from './history/history.ts';
import type { FileIndex } from './index/file-index.ts';
import type { Ranker } from './rank/ranker.ts';
import { wordsOf } from './rank/terms/words-of.ts';

/** Files searched for references to one name. */
const REFERENCE_FILES = 40;
const PART_OF_NAME = /^[\p{L}\p{N}_$]/u;
const PART_OF_NAME_BEFORE = /[\p{L}\p{N}_$]$/u;

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
  const references = new Map<string, { readonly limit: number; readonly found: readonly Reference[] }>();
  return {
    facts,
    files: () => index.files(),
    file: (path) => index.file(path),
    read,
    search: (query, limit) => ranker.rank(asQuestion(query), '').slice(0, limit),
    definitions: (of) => index.definitions.of(of),
    references(name, limit) {
      const known = references.get(name);
      if (known !== undefined && (known.limit >= limit || known.found.length < known.limit))
        return known.found.slice(0, limit);
      const found = findReferences(index, read, name, limit);
      references.set(name, { limit, found });
      return found;
    },
    imports({ from, to } = {}) {
      if (to !== undefined) return index.imports.graph.to(to);
      return from === undefined ? index.imports.graph.all() : index.imports.graph.from(from);
    },
    changes: (paths, limit) => history.changes(paths, limit),
    churn: (path) => history.churn(path),
    oftenChanged: (least) => history.oftenChanged(least),
    folders: () => index.folders(),
    dependencies: () => dependencies,
    listing: index.listing,
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
  const paths = new Set(index.search.filesWith(wordsOf(name)[0] ?? '', 200));
  const found: Reference[] = [];
  for (const path of [...paths].slice(0, REFERENCE_FILES).sort()) {
    for (const line of linesWith(read(path) ?? '', name)) {
      const definitions = index.definitions.of({ path });
      if (definitions.some((d) => d.line === line && d.name === name)) continue;
      const within = definitions.findLast((d) => d.kind !== 'constant' && d.line <= line && d.endLine >= line)?.name;
      found.push({ path, line, name, ...(within !== undefined && { within }) });
      if (found.length >= limit) return found;
    }
  }
  return found;
}

/** Lines on which a name stands by itself, from 1, ascending. */
function* linesWith(text: string, name: string): Generator<number> {
  let line = 1;
  let counted = 0;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (
      PART_OF_NAME_BEFORE.test(text.slice(Math.max(0, at - 2), at)) ||
      PART_OF_NAME.test(text.slice(at + name.length, at + name.length + 2))
    )
      continue;
    for (let end = text.indexOf('\n', counted); end >= 0 && end < at; end = text.indexOf('\n', counted)) {
      line++;
      counted = end + 1;
    }
    yield line;
    const end = text.indexOf('\n', at);
    if (end < 0) return;
    at = end;
  }
}
