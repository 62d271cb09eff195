import type { CacheFilter } from '../../engine/domain/cache-entry.ts';
import type { TabRequest } from './request.ts';
import type { PageName } from './tab-state.ts';

/** What a page asks of the host to have its content. */
export function requestOf(page: PageName, filter: CacheFilter): TabRequest {
  if (page === 'cache') return { type: 'list', filter };
  return { type: page === 'overview' ? 'figures' : 'questions' };
}
