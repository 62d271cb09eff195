import type { Definition } from '../../domain/project-view.ts';

/** Names kept of one file in one commit; later ones are left out. */
const MOST_NAMES = 12;

type Span = Pick<Definition, 'name' | 'kind' | 'firstLine' | 'line' | 'endLine' | 'parent'>;

/** The definitions that these lines stand in, by name, in the order of the lines: of those within one another the innermost. */
export function symbolsAt(lines: readonly number[], definitions: readonly Span[]): readonly string[] {
  // A variable inside a function is a detail of it.
  const told = definitions.filter(
    ({ kind, parent }) => parent === undefined || (kind !== 'variable' && kind !== 'constant'),
  );
  const names = new Set<string>();
  for (const at of lines) {
    let inner: Span | undefined;
    for (const one of told) {
      const holds = (one.firstLine ?? one.line) <= at && at <= one.endLine;
      if (holds && (inner === undefined || one.endLine - one.line < inner.endLine - inner.line)) inner = one;
    }
    if (inner !== undefined) names.add(nameOf(inner));
  }
  return [...names].slice(0, MOST_NAMES);
}

/** With its class, which tells one `new` from another. */
function nameOf({ name, kind, parent }: Span): string {
  return kind === 'method' && parent !== undefined ? `${parent}.${name}` : name;
}
