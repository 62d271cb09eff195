import { type SealedContext, sealContext } from './seal-context.ts';

/** The context of nothing: no folder is open. */
export function emptyContext(budget: number): SealedContext {
  return sealContext({
    project: { name: 'no folder', languages: [] },
    files: [],
    ranking: [],
    dependencies: [],
    changes: [],
    findings: [],
    tokens: 0,
    budget,
    redacted: 0,
  });
}
