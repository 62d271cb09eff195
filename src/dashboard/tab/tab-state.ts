import type { CacheFilter, CacheWhy } from '../../engine/domain/cache-entry.ts';
import type { AnswerDetail, ToTab } from './protocol.ts';

/** In the order of the tabs. */
export const pages = ['overview', 'cache', 'questions'] as const;
export type PageName = (typeof pages)[number];

/** Everything that the tab draws. */
export interface TabState {
  readonly page: PageName;
  readonly filter: CacheFilter;
  readonly list: Extract<ToTab, { type: 'entries' }> | undefined;
  /** Digest of the answer that is shown in full. */
  readonly chosen: string | undefined;
  readonly detail: AnswerDetail | undefined;
  readonly why: CacheWhy | undefined;
  readonly asked: Extract<ToTab, { type: 'questions' }> | undefined;
  readonly figures: Extract<ToTab, { type: 'figures' }> | undefined;
  readonly removed: { readonly count: number; readonly undo: boolean } | undefined;
  readonly trouble: { readonly message: string; readonly remedy: string } | undefined;
}

/** @param kept what an earlier page kept; untrusted. */
export function firstState(kept: unknown): TabState {
  const { page, filter } = typeof kept === 'object' && kept !== null ? (kept as Partial<TabState>) : {};
  const { agent, file, text } = typeof filter === 'object' && filter !== null ? filter : {};
  return {
    page: pages.find((one) => one === page) ?? 'overview',
    filter: {
      ...(typeof agent === 'string' && { agent }),
      ...(typeof file === 'string' && { file }),
      ...(typeof text === 'string' && { text }),
    },
    list: undefined,
    chosen: undefined,
    detail: undefined,
    why: undefined,
    asked: undefined,
    figures: undefined,
    removed: undefined,
    trouble: undefined,
  };
}

/** What a message changes. */
export function take(state: TabState, message: ToTab): Partial<TabState> {
  switch (message.type) {
    case 'changed':
      return {};
    case 'entries':
      return { list: message, trouble: undefined };
    case 'detail':
      if (message.digest !== state.chosen) return {};
      return { detail: message.detail, ...(message.detail === undefined && { chosen: undefined }) };
    case 'why':
      return { why: message.why, trouble: undefined };
    case 'removed':
      return { removed: message };
    case 'questions':
      return { asked: message, trouble: undefined };
    case 'figures':
      return { figures: message, trouble: undefined };
    case 'failed':
      return { trouble: message };
  }
}
