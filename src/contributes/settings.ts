import { defaultSettings } from '../engine/domain/settings.ts';

interface Setting {
  readonly type: 'string' | 'number' | 'boolean' | 'array' | 'object';
  readonly default: unknown;
  readonly scope: 'application' | 'machine-overridable' | 'window';
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly items?: { readonly type: 'string' | 'object' };
  readonly additionalProperties?: { readonly type: 'number' | 'object'; readonly minimum?: number };
}

const { openai, embeddings, context, cache, routing, session, budget } = defaultSettings;
const hour = 3_600_000;
const mega = 2 ** 20;

/** A figure of the budget. No workspace may alter it: its settings are somebody else's. */
const figure = { type: 'number', default: 0, scope: 'application', minimum: 0 } as const satisfies Setting;

/** Settings without their `wee.` prefix. Descriptions are in package.nls.json as `setting.<name>`. */
export const settings = {
  pool: {
    type: 'string',
    default: defaultSettings.pool,
    scope: 'machine-overridable',
    enum: ['auto', 'local', 'openai', 'vscode'],
  },
  'openai.baseUrl': { type: 'string', default: openai.baseUrl, scope: 'machine-overridable' },
  'openai.model': { type: 'string', default: openai.model, scope: 'machine-overridable' },
  'openai.maxInFlight': { type: 'number', default: openai.maxInFlight, scope: 'machine-overridable', minimum: 1 },
  'openai.timeoutMs': { type: 'number', default: openai.timeoutMs, scope: 'machine-overridable', minimum: 1_000 },
  'embeddings.baseUrl': { type: 'string', default: embeddings.baseUrl, scope: 'machine-overridable' },
  'embeddings.model': { type: 'string', default: embeddings.model, scope: 'machine-overridable' },
  instances: { type: 'array', default: [], scope: 'machine-overridable', items: { type: 'object' } },
  'routing.strategy': {
    type: 'string',
    default: routing.strategy,
    scope: 'window',
    enum: ['auto', 'round_robin', 'least_connections', 'weighted_response_time', 'agent_specialization'],
  },
  'routing.fallback': { type: 'boolean', default: routing.fallback, scope: 'window' },
  'routing.hedge': { type: 'boolean', default: routing.hedge, scope: 'window' },
  'context.budgetTokens': { type: 'number', default: context.budgetTokens, scope: 'window', minimum: 1_000 },
  'context.exclude': { type: 'array', default: context.exclude, scope: 'window', items: { type: 'string' } },
  'cache.memoryMb': { type: 'number', default: cache.memoryBytes / mega, scope: 'machine-overridable', minimum: 1 },
  'cache.diskMb': { type: 'number', default: cache.diskBytes / mega, scope: 'machine-overridable', minimum: 1 },
  'cache.ttlHours': { type: 'number', default: cache.ttlMs / hour, scope: 'window', minimum: 0.1 },
  'cache.warm': { type: 'boolean', default: cache.warm, scope: 'window' },
  'cache.ttlHoursFor': {
    type: 'object',
    default: cache.ttlFor,
    scope: 'window',
    additionalProperties: { type: 'number', minimum: 0 },
  },
  'session.stepTimeoutMs': { type: 'number', default: session.stepTimeoutMs, scope: 'window', minimum: 1_000 },
  'session.stepTokens': { type: 'number', default: session.stepTokens, scope: 'window', minimum: 1_000 },
  'budget.questionTokens': figure,
  'budget.questionCost': figure,
  'budget.dayTokens': figure,
  'budget.dayCost': figure,
  'budget.monthTokens': figure,
  'budget.monthCost': figure,
  'budget.agents': {
    type: 'object',
    default: budget.agents,
    scope: 'application',
    additionalProperties: { type: 'object' },
  },
  'budget.approveTokens': figure,
  'budget.approveCost': figure,
  'budget.over': { type: 'string', default: budget.over, scope: 'application', enum: ['refuse', 'local'] },
  alerts: {
    type: 'object',
    default: defaultSettings.alerts,
    scope: 'window',
    additionalProperties: { type: 'number', minimum: 0 },
  },
  offline: { type: 'boolean', default: defaultSettings.offline, scope: 'window' },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
