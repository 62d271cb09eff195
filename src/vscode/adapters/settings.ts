import * as v from 'valibot';
import * as vscode from 'vscode';
import type { SettingName } from '../../contributes/settings.ts';
import { parseBudget } from '../../engine/coordinator/budget/parse-budget.ts';
import type { AlertName } from '../../engine/domain/alert.ts';
import { defaultSettings, type EngineSettings } from '../../engine/domain/settings.ts';
import type { Log } from '../../engine/ports/log.ts';
import { parseInstances } from '../../engine/routing/parse-instances.ts';
import { strategyNames } from '../../engine/routing/strategies/strategy.ts';

/** ms. */
const HOUR = 3_600_000;

/** One threshold of an alert; those that are left out keep their defaults. */
const threshold = (name: AlertName) => v.optional(v.pipe(v.number(), v.minValue(0)), defaultSettings.alerts[name]);
const alertSettings = v.object({
  cpu: threshold('cpu'),
  memory: threshold('memory'),
  hitRate: threshold('hitRate'),
  agentP95Ms: threshold('agentP95Ms'),
  success: threshold('success'),
});

/** The settings as the engine takes them. A value that makes no sense is replaced by its default, and the log names it. */
export function readSettings(log: Log): EngineSettings {
  const configuration = vscode.workspace.getConfiguration('wee');
  const read = <T>(name: SettingName, schema: v.GenericSchema<unknown, T>): T => {
    const value = v.safeParse(schema, configuration.get<unknown>(name));
    if (value.success) return value.output;
    log.warn(`The setting wee.${name} is not valid; its default is used.`);
    return v.parse(schema, configuration.inspect(name)?.defaultValue);
  };
  const { instances, faults: instanceFaults } = parseInstances(configuration.get<unknown>('instances'));
  const { budget, faults: budgetFaults } = parseBudget(configuration.get<unknown>('budget'));
  const faults = [...instanceFaults, ...budgetFaults];
  for (const fault of faults) log.warn(fault);
  const atLeast = (minimum: number) => v.pipe(v.number(), v.minValue(minimum));
  return {
    pool: read('pool', v.picklist(['auto', 'local', 'openai', 'vscode'])),
    openai: {
      baseUrl: read('openai.baseUrl', v.union([v.literal(''), v.pipe(v.string(), v.url())])),
      model: read('openai.model', v.string()),
      maxInFlight: read('openai.maxInFlight', atLeast(1)),
      timeoutMs: read('openai.timeoutMs', atLeast(1_000)),
    },
    embeddings: {
      baseUrl: read('embeddings.baseUrl', v.union([v.literal(''), v.pipe(v.string(), v.url())])),
      model: read('embeddings.model', v.string()),
    },
    instances,
    faults,
    routing: {
      strategy: read('routing.strategy', v.picklist(['auto', ...strategyNames])),
      fallback: read('routing.fallback', v.boolean()),
      hedge: read('routing.hedge', v.boolean()),
    },
    localLanes: 4,
    context: {
      budgetTokens: read('context.budgetTokens', atLeast(1_000)),
      exclude: read('context.exclude', v.array(v.string())),
    },
    cache: {
      memoryBytes: read('cache.memoryMb', atLeast(1)) * 2 ** 20,
      diskBytes: read('cache.diskMb', atLeast(1)) * 2 ** 20,
      ttlMs: read('cache.ttlHours', atLeast(0.1)) * HOUR,
      warm: read('cache.warm', v.boolean()),
      ttlFor: Object.fromEntries(
        Object.entries(read('cache.ttlHoursFor', v.record(v.string(), atLeast(0)))).map(([who, hours]) => [
          who,
          hours * HOUR,
        ]),
      ),
    },
    session: {
      stepTimeoutMs: read('session.stepTimeoutMs', atLeast(1_000)),
      stepTokens: read('session.stepTokens', atLeast(1_000)),
    },
    budget,
    alerts: read('alerts', alertSettings),
    offline: read('offline', v.boolean()),
  };
}
