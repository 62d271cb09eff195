import type { AgentId } from './agent.ts';

/** A problem that the editor or a compiler reported. Lines count from 1. */
export interface Diagnostic {
  readonly path: string;
  readonly line: number;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
}

/** Where the developer is looking. `path` is relative to the workspace folder, with `/`. Lines count from 1, inclusive. */
export interface Focus {
  readonly path: string;
  readonly from?: number;
  readonly to?: number;
  /** The selected text itself: it may come from an unsaved or untitled document. */
  readonly text?: string;
  readonly diagnostics?: readonly Diagnostic[];
}

/** One earlier message of the conversation. */
export interface Turn {
  readonly role: 'user' | 'agent';
  readonly text: string;
}

/** Who waits: a person at the cursor, a person, nobody (warming, refreshing). */
export type Priority = 'high' | 'normal' | 'background';

/** What the developer asked, where they were looking, and what was said before. */
export interface Question {
  /** An agent id, or `auto`. */
  readonly agent: AgentId;
  readonly text: string;
  readonly focus?: Focus;
  /** Oldest first; the prompt takes the last five. */
  readonly history?: readonly Turn[];
  /** Ask anew, even if an answer is at hand; the new answer replaces the old one. */
  readonly bypassCache?: boolean;
  /** Pool to use instead of the configured one: `local`, `openai`, or `vscode:<model id>`. */
  readonly pool?: string;
  /** Default `normal`. */
  readonly priority?: Priority;
}
