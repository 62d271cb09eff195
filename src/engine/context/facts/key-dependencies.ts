import type { Dependency } from '../../domain/context/context.ts';
import type { ProjectView } from '../../domain/project-view.ts';

/** Dependencies in a context. */
const MAX_DEPENDENCIES = 12;

/** The libraries that the chosen files import, in the order in which they are declared. */
export function keyDependencies(
  all: readonly Dependency[],
  view: ProjectView,
  chosen: readonly string[],
): Dependency[] {
  const imported = new Set(
    chosen.flatMap((from) =>
      view
        .imports({ from })
        .filter((edge) => edge.to === undefined)
        .map((edge) => edge.specifier),
    ),
  );
  const uses = ({ name }: Dependency): boolean =>
    [...imported].some((specifier) => specifier === name || specifier.startsWith(`${name}/`));
  return all.filter(uses).slice(0, MAX_DEPENDENCIES);
}
