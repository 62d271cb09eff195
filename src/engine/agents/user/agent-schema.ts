import * as v from 'valibot';
import { limits } from '../../limits.ts';
import { roster } from '../roster.ts';

/** Every skill that one of the seven has. */
const SKILLS: readonly string[] = [...new Set(roster.flatMap(({ skills }) => skills))];

/** What an agent of the workspace looks for where its file does not say. */
const USUAL_SKILLS = ['callers', 'module-graph', 'test-map', 'recent-changes'];

/** A list, or its items in one line with commas between them. */
const list = v.pipe(
  v.union([v.string(), v.array(v.string('is not a text'))], 'is neither a list nor words with commas between them'),
  v.transform((value) => (typeof value === 'string' ? value.split(',') : value)),
  v.transform((items) => items.map((item) => item.trim().toLowerCase()).filter((item) => item !== '')),
);

/** The front matter of an `*.agent.md`, as far as WEE reads it. What is wrong is told as the end of a sentence about the key. */
export const agentSchema = v.object({
  name: v.optional(
    v.pipe(
      v.string('is not a text'),
      v.trim(),
      v.nonEmpty('is empty'),
      v.maxLength(60, 'is longer than 60 characters'),
    ),
  ),
  description: v.pipe(
    v.string('is not a text'),
    v.trim(),
    v.nonEmpty('is empty'),
    v.maxLength(1_000, 'is longer than 1,000 characters'),
  ),
  specialties: v.optional(
    v.pipe(
      list,
      v.maxLength(limits.agentSpecialties, `has more than ${limits.agentSpecialties} entries`),
      v.everyItem((word) => word.length <= 40, 'has an entry of more than 40 characters'),
    ),
    [],
  ),
  skills: v.optional(
    v.pipe(
      list,
      v.check(
        (ids) => ids.every((id) => SKILLS.includes(id)),
        ({ input }) =>
          `has “${input.find((id) => !SKILLS.includes(id))?.slice(0, 40)}”, which is none of ${SKILLS.join(', ')}`,
      ),
    ),
    USUAL_SKILLS,
  ),
});

/** Keys that VS Code and GitHub know of such files, and that WEE leaves alone. */
export const FOREIGN_KEYS: readonly string[] = [
  'agents',
  'argument-hint',
  'disable-model-invocation',
  'handoffs',
  'hooks',
  'infer',
  'mcp-servers',
  'metadata',
  'model',
  'mode',
  'target',
  'tools',
  'user-invocable',
  'user-invokable',
];
