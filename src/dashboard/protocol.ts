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
const toPanel = v.variant('type', [
  v.looseObject({
    version: v.literal(PROTOCOL_VERSION),
    type: v.literal('snapshot'),
    snapshot: v.looseObject({ asked: v.number() }),
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

/** Whether a message to the webview is of this version; its figures come from our own engine. */
export function isToPanel(value: unknown): value is ToPanel {
  return v.is(toPanel, value);
}
