import * as v from 'valibot';
import type { TelemetrySnapshot } from '../engine/domain/telemetry-snapshot.ts';

/** Raised when a message changes its meaning; a webview of another version asks for a reload. */
export const PROTOCOL_VERSION = 1;

/** To the webview. */
export type ToPanel =
  | {
      readonly version: typeof PROTOCOL_VERSION;
      readonly type: 'snapshot';
      readonly snapshot: TelemetrySnapshot;
      readonly folder: boolean;
      readonly trusted: boolean;
    }
  | {
      readonly version: typeof PROTOCOL_VERSION;
      readonly type: 'failed';
      readonly message: string;
      readonly remedy: string;
    };

/** From the webview. */
export type FromPanel = { readonly version: typeof PROTOCOL_VERSION; readonly type: 'ready' | 'ask' | 'retry' };

const fromPanel = v.object({ version: v.literal(PROTOCOL_VERSION), type: v.picklist(['ready', 'ask', 'retry']) });
const percentiles = v.looseObject({ count: v.number(), p50: v.number(), p95: v.number() });
const toPanel = v.variant('type', [
  v.looseObject({
    version: v.literal(PROTOCOL_VERSION),
    type: v.literal('snapshot'),
    folder: v.boolean(),
    trusted: v.boolean(),
    snapshot: v.looseObject({
      asked: v.number(),
      hits: v.number(),
      windowMs: v.number(),
      owned: percentiles,
      firstToken: percentiles,
      saved: v.looseObject({ tokens: v.number(), ms: v.number() }),
      tiers: v.array(v.looseObject({ hits: v.number(), misses: v.number(), entries: v.number(), bytes: v.number() })),
      agents: v.array(v.looseObject({ id: v.string(), total: percentiles })),
      pools: v.array(v.looseObject({ instances: v.array(v.looseObject({ id: v.string() })) })),
      series: v.array(v.looseObject({ at: v.number(), p50: v.number(), p95: v.number() })),
      recent: v.array(v.looseObject({ id: v.string(), totalMs: v.number(), steps: v.record(v.string(), v.number()) })),
      notices: v.array(v.string()),
    }),
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
