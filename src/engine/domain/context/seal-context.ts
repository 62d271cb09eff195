import type { SourceRef } from '../source-ref.ts';
import type { ProjectContext } from './context.ts';
import type { ContextPrints } from './ingredients.ts';
import { print } from './print.ts';
import { renderContext } from './render-context.ts';
import { sha256 } from './sha256.ts';

/** A context with the text that a prompt takes of it. */
export interface SealedContext extends ProjectContext {
  /** `renderContext` of this context. */
  readonly rendered: string;
  /** sha256 of `rendered`, hex: equal hashes mean equal text, so that a prompt's digest need not read it again. */
  readonly hash: string;
  /** What it shows of its files, best first: the sources of an answer that names none. */
  readonly sources: readonly SourceRef[];
  /** By which a later prompt tells what changed. */
  readonly prints: ContextPrints;
}

/** Renders, hashes and fingerprints a context once, where it is made: in the index process, not on the editor's thread. */
export function sealContext(context: ProjectContext): SealedContext {
  const { budget, files, project, dependencies, changes, findings } = context;
  const rendered = renderContext(context);
  return {
    ...context,
    rendered,
    hash: sha256(rendered),
    sources: shownSources(context),
    prints: {
      budget,
      files: files.map(({ path, text, whole }) => {
        const shown = print(text);
        return [path, shown, whole ?? shown];
      }),
      project: print(JSON.stringify(project)),
      dependencies: print(JSON.stringify(dependencies)),
      changes: print(JSON.stringify(changes)),
      findings: print(JSON.stringify(findings)),
    },
  };
}

function shownSources({ files, ranking }: ProjectContext): SourceRef[] {
  return ranking.flatMap((path) => {
    const file = files.find((one) => one.path === path);
    if (file === undefined) return [];
    const [range] = file.shown;
    return range === undefined ? { path, line: 1 } : { path, line: range[0], endLine: range[1] };
  });
}
