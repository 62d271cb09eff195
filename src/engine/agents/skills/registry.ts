import type { Skill } from '../../domain/skill.ts';
import { newMember } from './building/new-member.ts';
import { placement } from './building/placement.ts';
import { reuse } from './building/reuse.ts';
import { scaffold } from './building/scaffold.ts';
import { callers } from './causes/callers.ts';
import { errorOrigin } from './causes/error-origin.ts';
import { failingAccess } from './causes/failing-access.ts';
import { recentChanges } from './causes/recent-changes.ts';
import { stackTrace } from './causes/stack-trace.ts';
import { suspects } from './causes/suspects.ts';
import { flakyPatterns } from './evidence/flaky-patterns.ts';
import { testMap } from './evidence/test-map.ts';
import { untestedChanges } from './evidence/untested-changes.ts';
import { untestedSources } from './evidence/untested-sources.ts';
import { blockingCalls } from './operations/blocking-calls.ts';
import { delivery } from './operations/delivery.ts';
import { dependencyRisk } from './operations/dependency-risk.ts';
import { hotLoops } from './operations/hot-loops.ts';
import { pipeline } from './operations/pipeline.ts';
import { riskyCalls } from './operations/risky-calls.ts';
import { secretsInCode } from './operations/secrets-in-code.ts';
import { delegation } from './overview/delegation.ts';
import { projectMap } from './overview/project-map.ts';
import { relevantParts } from './overview/relevant-parts.ts';
import { accessibleNames } from './people/accessible-names.ts';
import { docComments } from './people/docs/doc-comments.ts';
import { docsPassages } from './people/docs/docs-passages.ts';
import { messagesWithoutRemedy } from './people/messages-without-remedy.ts';
import { staleDocs } from './people/stale-docs.ts';
import { undocumentedExports } from './people/undocumented-exports.ts';
import { dependents } from './structure/dependents.ts';
import { hubs } from './structure/hubs.ts';
import { importCycles } from './structure/import-cycles.ts';
import { layeringBreaks } from './structure/layering-breaks.ts';
import { moduleGraph } from './structure/module-graph.ts';
import { oversizedUnits } from './structure/oversized-units.ts';
import { packageGraph } from './structure/package-graph.ts';

const all: readonly Skill[] = [
  stackTrace,
  errorOrigin,
  failingAccess,
  suspects,
  callers,
  recentChanges,
  projectMap,
  relevantParts,
  delegation,
  dependents,
  moduleGraph,
  packageGraph,
  importCycles,
  layeringBreaks,
  hubs,
  oversizedUnits,
  reuse,
  placement,
  newMember,
  scaffold,
  docsPassages,
  docComments,
  undocumentedExports,
  staleDocs,
  accessibleNames,
  messagesWithoutRemedy,
  blockingCalls,
  hotLoops,
  riskyCalls,
  secretsInCode,
  pipeline,
  delivery,
  dependencyRisk,
  testMap,
  untestedSources,
  untestedChanges,
  flakyPatterns,
];

/** Every skill by its id. */
export const skills: ReadonlyMap<string, Skill> = new Map(all.map((skill) => [skill.id, skill]));
