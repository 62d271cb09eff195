import type { FromTab } from './protocol.ts';

type WithoutVersion<T> = T extends unknown ? Omit<T, 'version'> : never;

/** What a component asks of the host. */
export type TabRequest = WithoutVersion<FromTab>;
export type Send = (request: TabRequest) => void;
