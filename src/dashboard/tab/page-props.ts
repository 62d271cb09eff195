import type { Send } from './request.ts';
import type { TabState } from './tab-state.ts';

/** What every page of the tab is drawn from and acts through. */
export interface PageProps {
  readonly state: TabState;
  readonly change: (next: Partial<TabState>) => void;
  readonly send: Send;
}
