import * as v from 'valibot';
import type { CacheEntry, CacheStanding, CacheStore, CacheWhy } from '../../engine/domain/cache-entry.ts';
import type { SourceRef } from '../../engine/domain/source-ref.ts';
import type { TelemetrySnapshot } from '../../engine/domain/telemetry-snapshot.ts';
import type { Trace } from '../../engine/domain/trace.ts';
import { snapshotSchema } from '../panel/protocol.ts';

/** Raised when a message changes its meaning; a tab of another version asks for a reload. */
export const TAB_VERSION = 2;

/** Rows that one list holds; a search finds the others. */
export const MOST_ROWS = 200;

const filter = v.object({
  agent: v.exactOptional(v.pipe(v.string(), v.maxLength(200))),
  file: v.exactOptional(v.pipe(v.string(), v.maxLength(4_000))),
  text: v.exactOptional(v.pipe(v.string(), v.maxLength(1_000))),
});
const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const version = v.literal(TAB_VERSION);

const fromTab = v.variant('type', [
  v.object({ version, type: v.picklist(['ready', 'retry', 'ask', 'undo', 'reveal', 'questions', 'figures']) }),
  v.object({ version, type: v.literal('list'), filter }),
  v.object({ version, type: v.picklist(['show', 'evict']), digest }),
  v.object({
    version,
    type: v.literal('why'),
    agent: v.pipe(v.string(), v.maxLength(200)),
    question: v.pipe(v.string(), v.nonEmpty(), v.maxLength(100_000)),
  }),
  v.object({ version, type: v.literal('clear'), filter }),
  v.object({
    version,
    type: v.literal('open'),
    path: v.pipe(v.string(), v.nonEmpty(), v.maxLength(4_000)),
    line: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  }),
]);

/** A request of the tab. */
export type FromTab = v.InferOutput<typeof fromTab>;

type Told<T extends string, Content> = { readonly version: typeof TAB_VERSION; readonly type: T } & Readonly<Content>;

/** What the host tells the tab. */
export type ToTab =
  /** Answers came or went: whoever shows them asks anew. */
  | Told<'changed', object>
  | Told<
      'entries',
      { entries: readonly CacheEntry[]; agents: readonly string[]; store: CacheStore; notices: readonly string[] }
    >
  /** Without a detail: it is gone. */
  | Told<'detail', { digest: string; detail?: AnswerDetail }>
  | Told<'why', { why: CacheWhy }>
  | Told<'removed', { count: number; undo: boolean }>
  | Told<'figures', { snapshot: TelemetrySnapshot }>
  | Told<'questions', { traces: readonly Trace[]; agents: readonly string[] }>
  | Told<'failed', { message: string; remedy: string }>;

/** One answer in full. */
export interface AnswerDetail {
  readonly entry: CacheEntry;
  readonly text: string;
  readonly sources: readonly SourceRef[];
  readonly now: CacheStanding;
}

const entry = v.looseObject({
  digest: v.string(),
  question: v.string(),
  agent: v.string(),
  backend: v.string(),
  files: v.array(v.string()),
  createdAt: v.number(),
  usedAt: v.number(),
  bytes: v.number(),
  hits: v.number(),
  savedMs: v.number(),
  savedTokens: v.number(),
  tiers: v.array(v.string()),
});
const toTab = v.variant('type', [
  v.looseObject({ version, type: v.literal('changed') }),
  v.looseObject({
    version,
    type: v.literal('entries'),
    entries: v.array(entry),
    agents: v.array(v.string()),
    store: v.looseObject({ bytes: v.number(), path: v.optional(v.string()) }),
    notices: v.array(v.string()),
  }),
  v.looseObject({
    version,
    type: v.literal('detail'),
    digest: v.string(),
    detail: v.optional(
      v.looseObject({
        entry,
        text: v.string(),
        sources: v.array(v.looseObject({ path: v.string(), line: v.number() })),
        now: v.looseObject({ standing: v.picklist(['valid', 'stale', 'replaced', 'unknown']), reason: v.string() }),
      }),
    ),
  }),
  v.looseObject({
    version,
    type: v.literal('why'),
    why: v.looseObject({
      question: v.string(),
      agent: v.string(),
      tier: v.string(),
      reason: v.string(),
      files: v.array(v.string()),
    }),
  }),
  v.looseObject({ version, type: v.literal('removed'), count: v.number(), undo: v.boolean() }),
  v.looseObject({ version, type: v.literal('figures'), snapshot: snapshotSchema }),
  v.looseObject({
    version,
    type: v.literal('questions'),
    agents: v.array(v.string()),
    traces: v.array(v.looseObject({ id: v.string(), totalMs: v.number(), steps: v.record(v.string(), v.number()) })),
  }),
  v.looseObject({ version, type: v.literal('failed'), message: v.string(), remedy: v.string() }),
]);

/** A request of the tab, or `undefined` when it is none of this version. */
export function parseFromTab(value: unknown): FromTab | undefined {
  const result = v.safeParse(fromTab, value);
  return result.success ? result.output : undefined;
}

/** Whether a message is of this version and has everything that is drawn. */
export function isToTab(value: unknown): value is ToTab {
  return v.is(toTab, value);
}
