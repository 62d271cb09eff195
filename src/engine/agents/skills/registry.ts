import type { Skill } from '../../domain/skill.ts';
import { blockingCalls } from './blocking-calls.ts';
import { callers } from './callers.ts';
import { delegation } from './delegation.ts';
import { importCycles } from './import-cycles.ts';
import { messagesWithoutRemedy } from './messages-without-remedy.ts';
import { moduleGraph } from './module-graph.ts';
import { oversizedUnits } from './oversized-units.ts';
import { placement } from './placement.ts';
import { projectMap } from './project-map.ts';
import { reuse } from './reuse.ts';
import { riskyCalls } from './risky-calls.ts';
import { stackTrace } from './stack-trace.ts';
import { suspects } from './suspects.ts';
import { testMap } from './test-map.ts';
import { undocumentedExports } from './undocumented-exports.ts';
import { untestedSources } from './untested-sources.ts';

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
