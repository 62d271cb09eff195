import * as v from 'valibot';
import type { TelemetrySnapshot } from '../../engine/domain/telemetry-snapshot.ts';

/** Raised when a message changes its meaning; a webview of another version asks for a reload. */
export const PROTOCOL_VERSION = 3;

/** The index as the panel shows it. */
export interface IndexView {
  readonly state: 'idle' | 'indexing' | 'paused' | 'ready' | 'failed';
  readonly files: number;
  /** Files whose code is still to be read. */
  readonly unparsed: number;
  readonly bytes: number;
  /** For people: why it failed, what was left out. */
  readonly notices: readonly string[];
  /** How far a reading of the workspace has come; absent when none is under way. `total` is 0 while files are counted. */
  readonly progress?: { readonly done: number; readonly total: number };
}

/** Everything that the panel draws while the engine runs. */
export interface PanelModel {
  readonly snapshot: TelemetrySnapshot;
  readonly index: IndexView;
  /** Whether a folder is open. */
  readonly folder: boolean;
  readonly trusted: boolean;
  /** Whether the setting forbids every connection. */
  readonly offline: boolean;
}

/** To the webview. */
export type ToPanel =
  | ({ readonly version: typeof PROTOCOL_VERSION; readonly type: 'snapshot' } & PanelModel)
  | {
      readonly version: typeof PROTOCOL_VERSION;
      readonly type: 'failed';
      readonly message: string;
      readonly remedy: string;
    };

/** What the webview may ask of its host: that it is there, or one of the buttons. */
export const panelRequests = [
  'ready',
  'ask',
  'retry',
  'openFolder',
  'manageTrust',
  'offlineSetting',
  'resumeIndexing',
  'showLog',
  'doctor',
  'walkthrough',
] as const;
export type PanelRequest = (typeof panelRequests)[number];

/** From the webview. */
export interface FromPanel {
  readonly version: typeof PROTOCOL_VERSION;
  readonly type: PanelRequest;
}

const fromPanel = v.object({ version: v.literal(PROTOCOL_VERSION), type: v.picklist(panelRequests) });
const percentiles = v.looseObject({ count: v.number(), p50: v.number(), p95: v.number() });
const spent = v.looseObject({ tokens: v.number(), cost: v.number(), requests: v.number() });
/** Every figure that the panel and the tab draw. */
export const snapshotSchema = v.looseObject({
  at: v.number(),
  asked: v.number(),
  hits: v.number(),
  windowMs: v.number(),
  owned: percentiles,
  firstToken: percentiles,
  saved: v.looseObject({ tokens: v.number(), ms: v.number() }),
  spend: v.looseObject({
    day: spent,
    month: spent,
    agents: v.array(v.looseObject({})),
    budgets: v.array(v.looseObject({})),
  }),
  tiers: v.array(v.looseObject({ hits: v.number(), misses: v.number(), entries: v.number(), bytes: v.number() })),
  agents: v.array(v.looseObject({ id: v.string(), total: percentiles })),
  pools: v.array(v.looseObject({ instances: v.array(v.looseObject({ id: v.string(), health: v.string() })) })),
  resources: v.array(v.looseObject({ id: v.string(), capacity: v.number(), used: v.number(), waiting: v.number() })),
  decisions: v.array(v.looseObject({ at: v.number(), subject: v.string(), reason: v.string() })),
  series: v.array(
    v.looseObject({
      at: v.number(),
      p50: v.number(),
      p95: v.number(),
      p99: v.number(),
      served: v.record(v.string(), v.number()),
    }),
  ),
  recent: v.array(v.looseObject({ id: v.string(), totalMs: v.number(), steps: v.record(v.string(), v.number()) })),
  alerts: v.array(v.looseObject({ name: v.string(), value: v.number(), threshold: v.number(), since: v.number() })),
  notices: v.array(v.string()),
});
const toPanel = v.variant('type', [
  v.looseObject({
    version: v.literal(PROTOCOL_VERSION),
    type: v.literal('snapshot'),
    folder: v.boolean(),
    trusted: v.boolean(),
    offline: v.boolean(),
    index: v.looseObject({
      state: v.string(),
      files: v.number(),
      unparsed: v.number(),
      bytes: v.number(),
      notices: v.array(v.string()),
      progress: v.optional(v.object({ done: v.number(), total: v.number() })),
    }),
    snapshot: snapshotSchema,
  }),
  v.looseObject({
    version: v.literal(PROTOCOL_VERSION),
    type: v.literal('failed'),
    message: v.string(),
    remedy: v.string(),
  }),
]);

/** A message from the webview, or `undefined` when it is none of this version. */
export function parseFromPanel(value: unknown): FromPanel | undefined {
  const result = v.safeParse(fromPanel, value);
  return result.success ? result.output : undefined;
}

/** Whether a message to the webview is of this version and has every figure that is drawn. */
export function isToPanel(value: unknown): value is ToPanel {
  return v.is(toPanel, value);
}
