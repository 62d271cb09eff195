import * as v from 'valibot';
import { defaultSettings, type EngineSettings } from '../engine/domain/settings.ts';

const count = (low: number, high: number) => v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high));
const url = v.pipe(
  v.string(),
  v.trim(),
  v.check((text) => text === '' || /^https?:\/\/[^\s/]+/i.test(text), 'an http or https URL'),
);
const most = Number.MAX_SAFE_INTEGER;

/** The settings of the engine from the editor's, read by key without the `wee.` prefix. A wrong one keeps its default. */
export function parseSettings(read: (key: string) => unknown): {
  readonly settings: EngineSettings;
  /** Keys, with `wee.`, whose value was not usable. */
  readonly invalid: readonly string[];
} {
  const invalid: string[] = [];
  function take<T>(key: string, schema: v.GenericSchema<unknown, T>, fallback: T): T {
    const value = read(key);
    if (value === undefined || value === null) return fallback;
    const parsed = v.safeParse(schema, value);
    if (parsed.success) return parsed.output;
    invalid.push(`wee.${key}`);
    return fallback;
  }
  const { pool, openai, localLanes, context, cache, offline } = defaultSettings;
  const settings: EngineSettings = {
    pool: take('pool', v.picklist(['auto', 'local', 'openai', 'vscode']), pool),
    openai: {
      baseUrl: take('openai.baseUrl', url, openai.baseUrl),
      model: take('openai.model', v.pipe(v.string(), v.trim(), v.maxLength(200)), openai.model),
      maxInFlight: take('openai.maxInFlight', count(1, 64), openai.maxInFlight),
      timeoutMs: take('openai.timeoutMs', count(1_000, 600_000), openai.timeoutMs),
    },
    localLanes: take('localLanes', count(1, 64), localLanes),
    context: {
      budgetTokens: take('context.budgetTokens', count(500, 200_000), context.budgetTokens),
      exclude: take('context.exclude', v.pipe(v.array(v.pipe(v.string(), v.maxLength(1_000))), v.maxLength(100)), [
        ...context.exclude,
      ]),
    },
    cache: {
      memoryBytes: take('cache.memoryBytes', count(1_048_576, most), cache.memoryBytes),
      diskBytes: take('cache.diskBytes', count(1_048_576, most), cache.diskBytes),
      ttlMs: take('cache.ttlMs', count(300_000, most), cache.ttlMs),
    },
    offline: take('offline', v.boolean(), offline),
  };
  return { settings, invalid };
}
