import type { AgentDefinition } from '../../domain/agent.ts';
import type { Price } from '../../domain/budget.ts';
import type { Question } from '../../domain/question.ts';
import type { SessionRecord } from '../../domain/session.ts';
import type { EngineSettings } from '../../domain/settings.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ContextSource } from '../../ports/context-source.ts';
import type { Log } from '../../ports/log.ts';
import type { Random } from '../../ports/random.ts';
import type { Workspace } from '../../ports/workspace.ts';
import type { Coordinator } from '../coordinator.ts';

/** A language model that answers a question, and so may plan and put together too. */
export interface SessionModel {
  /** For people. */
  readonly label: string;
  readonly price: Price | undefined;
  /** The most tokens that a prompt may have, where that is known. */
  readonly promptTokens: number | undefined;
}

/** What sessions stand on. */
export interface SessionParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly workspace: Workspace;
  readonly context: ContextSource;
  readonly coordinator: Coordinator;
  readonly settings: () => EngineSettings;
  readonly agents: () => readonly AgentDefinition[];
  /** The model that answers this question; `undefined` where none does. */
  readonly model: (question: Question) => SessionModel | undefined;
  readonly save: (record: SessionRecord) => void;
  /** Told of every session that ended. */
  readonly ended: (record: SessionRecord) => void;
}
