import type { AskEvent } from '../../domain/ask-event.ts';
import type { Question } from '../../domain/question.ts';
import type { WarmBudget, WarmReport } from '../../domain/warm.ts';
import { limits } from '../../limits.ts';
import type { AskJournal, AskRecord } from '../../ports/ask-journal.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Disposable } from '../../ports/disposable.ts';

export interface WarmerParts {
  readonly clock: Clock;
  readonly journal: AskJournal;
  /** Resolves when the journal can be read. */
  readonly ready: () => Promise<void>;
  readonly ask: (question: Question, signal: AbortSignal) => AsyncIterable<AskEvent>;
  /** Whether the pool of a question opens a connection, which may cost; `undefined` when nobody could answer. */
  readonly remote: (question: Question) => boolean | undefined;
  /** Price of an instance per million tokens. */
  readonly price: (instance: string) => { readonly input: number; readonly output: number } | undefined;
}

/** What is spent when nothing else is said: little, and no money. */
const DEFAULT: WarmBudget = { questions: 10, ms: 60_000, tokens: 200_000, cost: 0 };
/** How often a question must have been asked for it to be refreshed without being told to. */
const OFTEN = 3;

/**
 * Asks ahead, from what was asked here before: one question at a time, never while a person's question is on its way, and
 * at once out of the way when one comes. Nothing remote is asked unless the budget has money.
 */
export class Warmer {
  readonly #parts: WarmerParts;
  #people = 0;
  #stop: AbortController | undefined;
  #timer: Disposable | undefined;

  constructor(parts: WarmerParts) {
    this.#parts = parts;
  }

  /** A person's question begins: background work makes way until as many left as came. */
  enter(): void {
    this.#people++;
    this.#stop?.abort();
  }

  /** A person's question ended. */
  leave(): void {
    this.#people--;
  }

  /** The workspace changed: when it has been quiet for a while, what is asked often is asked again if it went stale. */
  nudge(): void {
    this.#timer?.dispose();
    this.#timer = this.#parts.clock.after(limits.warmQuietMs, () => {
      if (this.#people > 0) this.nudge();
      else void this.warm([], {}, undefined, OFTEN);
    });
  }

  async warm(
    patterns: readonly string[],
    budget: Partial<WarmBudget> = {},
    signal?: AbortSignal,
    atLeast = 1,
  ): Promise<WarmReport> {
    const { clock, journal } = this.#parts;
    const most = { ...DEFAULT, ...budget };
    const spent = { looked: 0, fresh: 0, answered: 0, failed: 0, tokens: 0, cost: 0 };
    const started = clock.monotonic();
    const report = (ended: string): WarmReport => ({ ...spent, ms: clock.monotonic() - started, ended });
    await this.#parts.ready();
    if (this.#stop !== undefined) return report('another one is running');
    const wanted = journal
      .often(limits.journalEntries)
      .filter((record) => record.times >= atLeast && fits(record, patterns));
    const stop = new AbortController();
    const onAbort = (): void => stop.abort();
    signal?.addEventListener('abort', onAbort);
    const late = clock.after(most.ms, onAbort);
    this.#stop = stop;
    try {
      for (const { question } of wanted) {
        if (question === undefined) continue;
        if (spent.looked >= most.questions) return report('enough questions');
        if (spent.tokens >= most.tokens) return report('no tokens left');
        if (most.cost > 0 && spent.cost >= most.cost) return report('no money left');
        if (this.#people > 0) return report('a person asked');
        const remote = this.#parts.remote(question);
        if (remote === undefined || (remote && most.cost === 0)) continue;
        if ((await this.#one(question, stop.signal, spent)) === 'over-budget') return report('over the budget');
        if (stop.signal.aborted) break;
      }
      if (!stop.signal.aborted) return report('done');
      if (signal?.aborted === true) return report('stopped');
      return report(clock.monotonic() - started >= most.ms ? 'no time left' : 'a person asked');
    } finally {
      late.dispose();
      signal?.removeEventListener('abort', onAbort);
      this.#stop = undefined;
    }
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#stop?.abort();
  }

  async #one(
    question: Question,
    signal: AbortSignal,
    spent: { -readonly [K in keyof Omit<WarmReport, 'ms' | 'ended'>]: number },
  ): Promise<string | undefined> {
    spent.looked++;
    for await (const event of this.#parts.ask({ ...question, priority: 'background' }, signal)) {
      if (event.type === 'failed') {
        const { code } = event;
        // What a person must approve waits for that person.
        if (!['cancelled', 'over-budget', 'needs-approval'].includes(code)) spent.failed++;
        return code;
      }
      if (event.type !== 'done') continue;
      if (event.tier !== 'none') {
        spent.fresh++;
        continue;
      }
      const { prompt, answer } = event.answer.tokens;
      const price = this.#parts.price(event.trace.instance ?? '');
      spent.answered++;
      spent.tokens += prompt + answer;
      spent.cost += (prompt * (price?.input ?? 0) + answer * (price?.output ?? 0)) / 1e6;
    }
    return undefined;
  }
}

/** A pattern is an agent's name, with or without `@`, or words that the question holds. */
function fits({ agent, title, question }: AskRecord, patterns: readonly string[]): boolean {
  if (patterns.length === 0) return true;
  const text = (question?.text ?? title).toLowerCase();
  return patterns.some((pattern) => pattern.replace(/^@/, '') === agent || text.includes(pattern.toLowerCase()));
}
