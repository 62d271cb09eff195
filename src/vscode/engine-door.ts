import type { Engine } from '../engine/coordinator/engine.ts';
import type { AskEvent } from '../engine/domain/ask-event.ts';
import type { Question } from '../engine/domain/question.ts';
import type { Disposable } from '../engine/ports/disposable.ts';

/** What features hold instead of the engine: it starts at the first need, and may have failed to. */
export interface EngineDoor {
  /** Absolute path of the folder that questions are about. */
  readonly folder: string | undefined;
  /**
   * The engine, started if need be.
   * @throws WeeError that says why it cannot start.
   */
  engine(): Engine;
  /** The engine if it runs; never starts it. */
  running(): Engine | undefined;
  /** Why the last start failed, for people. */
  failure(): string | undefined;
  /** Asks with every unsaved edit taken in. Throws a WeeError only when the engine cannot start. */
  ask(question: Question, signal: AbortSignal): AsyncIterable<AskEvent>;
  /** Called when the engine started, failed to, or any of its figures changed. */
  onDidChange(listener: () => void): Disposable;
  /** What questions in flight are doing, newest last; empty when idle. */
  activity(): readonly string[];
}
