import * as v from 'valibot';
import type { InstanceDefinition } from '../domain/instance-definition.ts';
import { limits } from '../limits.ts';

/** What was understood, and for people what was not. */
export interface ParsedInstances {
  readonly instances: readonly InstanceDefinition[];
  readonly faults: readonly string[];
}

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
const atLeastOne = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e9));
const price = v.pipe(v.number(), v.minValue(0), v.maxValue(1e6));
const httpUrl = v.pipe(
  v.string(),
  v.url('is not a URL'),
  v.check((url) => /^https?:\/\//i.test(url), 'is neither http nor https'),
  v.check((url) => {
    const { username, password } = new URL(url);
    return username === '' && password === '';
  }, 'holds a password: keys belong into the secret storage'),
);
const id = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'takes lower-case letters, digits, “.”, “_” and “-”'),
);
const common = {
  id,
  weight: v.optional(v.pipe(v.number(), v.minValue(0.01), v.maxValue(1_000)), 1),
  specialties: v.optional(v.pipe(v.array(name), v.maxLength(50)), []),
  price: v.optional(v.strictObject({ input: v.optional(price, 0), output: v.optional(price, 0) })),
  limits: v.optional(
    v.strictObject({
      concurrency: v.optional(v.pipe(atLeastOne, v.maxValue(100_000)), 4),
      requestsPerMinute: v.optional(atLeastOne),
      tokensPerMinute: v.optional(atLeastOne),
      promptTokens: v.optional(v.pipe(atLeastOne, v.minValue(1_000))),
    }),
    {},
  ),
};
const models = v.pipe(v.array(name), v.minLength(1, 'names no model'), v.maxLength(50));
const definition = v.variant('kind', [
  v.strictObject({ ...common, kind: v.literal('openai'), baseUrl: httpUrl, models }),
  v.strictObject({ ...common, kind: v.literal('vscode'), models }),
  v.strictObject({ ...common, kind: v.literal('local'), models: v.optional(v.tuple([]), []) }),
]);

/**
 * Reads the setting `wee.instances`, which is untrusted: each entry is checked alone, one that makes no sense is left out and named with
 * what is wrong with it, and the rest works. Never throws; never repeats a value, which may hold a key.
 */
export function parseInstances(value: unknown): ParsedInstances {
  if (value === undefined || value === null) return { instances: [], faults: [] };
  if (!Array.isArray(value)) return { instances: [], faults: ['wee.instances is not a list; it is left out.'] };
  const instances: InstanceDefinition[] = [];
  const faults: string[] = [];
  const taken = new Set(['openai']);
  for (const [place, entry] of value.slice(0, limits.instances).entries()) {
    const result = v.safeParse(definition, entry);
    if (!result.success) faults.push(`wee.instances: ${nameOf(entry, place)} is left out: ${explain(result.issues)}.`);
    else if (taken.has(result.output.id)) {
      faults.push(`wee.instances: ${nameOf(entry, place)} is left out: its id is taken.`);
    } else {
      taken.add(result.output.id);
      instances.push(result.output);
    }
  }
  if (value.length > limits.instances)
    faults.push(`wee.instances has more than ${limits.instances} entries; the rest is left out.`);
  return { instances, faults };
}

function nameOf(entry: unknown, place: number): string {
  const found = v.safeParse(v.object({ id }), entry);
  return found.success ? `“${found.output.id}”` : `entry ${place + 1}`;
}

function explain(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues
    .slice(0, 3)
    .map((issue) => {
      const path = v.getDotPath(issue) ?? 'it';
      if (issue.type === 'strict_object')
        return issue.expected === 'never' ? `${path} is not known` : `${path} is missing`;
      if (issue.type === 'variant') return `${path} is none of openai, vscode, local`;
      return ['url', 'check', 'regex', 'min_length'].includes(issue.type)
        ? `${path} ${issue.message.startsWith('Invalid') ? 'is not valid' : issue.message}`
        : `${path} is not ${issue.expected ?? 'valid'}`;
    })
    .join('; ');
}
