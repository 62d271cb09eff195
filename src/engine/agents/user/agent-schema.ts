import * as v from 'valibot';
import { limits } from '../../limits.ts';
import { nearestName } from '../nearest-name.ts';
import { roster } from '../roster.ts';

/** Every skill that one of the seven has. */
const SKILLS: readonly string[] = [...new Set(roster.flatMap(({ skills }) => skills))];

/** What an agent of the workspace looks for where its file does not say. */
const USUAL_SKILLS = ['callers', 'module-graph', 'test-map', 'recent-changes'];

/** Wrong skills of one file that are told of. */
const TOLD = 5;

/** What is wrong with names that no skill has: all there are is told once, and not for a slip of the pen. */
function noSkills(written: readonly string[]): readonly string[] {
  let listed = false;
  return written.map((name) => {
    const meant = nearestName(name, SKILLS);
    const rather = meant === undefined ? '' : `. Did you mean “${meant}”?`;
    const list = rather === '' && !listed;
    listed ||= list;
    return `has “${name.slice(0, 40)}”, which is ${list ? `none of ${SKILLS.join(', ')}` : `no skill${rather}`}`;
  });
}

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
      v.rawCheck(({ dataset, addIssue }) => {
        if (!dataset.typed) return;
        const input = dataset.value;
        const wrong = [...input.entries()].filter(([, id]) => !SKILLS.includes(id)).slice(0, TOLD);
        for (const [at, message] of noSkills(wrong.map(([, id]) => id)).entries()) {
          const [key, value] = wrong[at] ?? [0, ''];
          addIssue({ message, path: [{ type: 'array', origin: 'value', input, key, value }] });
        }
      }),
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
