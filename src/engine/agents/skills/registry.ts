import type { Skill } from '../../domain/skill.ts';
import { placement } from './building/placement.ts';
import { reuse } from './building/reuse.ts';
import { callers } from './causes/callers.ts';
import { stackTrace } from './causes/stack-trace.ts';
import { suspects } from './causes/suspects.ts';
import { testMap } from './evidence/test-map.ts';
import { untestedSources } from './evidence/untested-sources.ts';
import { blockingCalls } from './operations/blocking-calls.ts';
import { riskyCalls } from './operations/risky-calls.ts';
import { delegation } from './overview/delegation.ts';
import { projectMap } from './overview/project-map.ts';
import { messagesWithoutRemedy } from './people/messages-without-remedy.ts';
import { undocumentedExports } from './people/undocumented-exports.ts';
import { importCycles } from './structure/import-cycles.ts';
import { moduleGraph } from './structure/module-graph.ts';
import { oversizedUnits } from './structure/oversized-units.ts';

const all: readonly Skill[] = [
  stackTrace,
  suspects,
  callers,
  projectMap,
  delegation,
  moduleGraph,
  importCycles,
  oversizedUnits,
  reuse,
  placement,
  undocumentedExports,
  messagesWithoutRemedy,
  blockingCalls,
  riskyCalls,
  testMap,
  untestedSources,
];

/** Every skill by its id. */
export const skills: ReadonlyMap<string, Skill> = new Map(all.map((skill) => [skill.id, skill]));
