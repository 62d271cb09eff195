import type { AgentDefinition } from '../domain/agent.ts';
import type { Decision } from '../domain/decision.ts';
import { ownedMs } from '../domain/owned-ms.ts';
import type { SessionRecord } from '../domain/session.ts';
import type { AgentStats, TelemetrySnapshot } from '../domain/telemetry-snapshot.ts';
import type { Trace } from '../domain/trace.ts';
import { limits } from '../limits.ts';
import type { Clock } from '../ports/clock.ts';
import type { TelemetrySink } from '../ports/telemetry.ts';
import { Histogram } from './histogram.ts';
import { Series } from './series.ts';
import { SessionFigures } from './session-figures.ts';

/** What telemetry measures itself; tiers, pools and notices are added by the engine that knows them. */
export type Figures = Omit<TelemetrySnapshot, 'tiers' | 'pools' | 'resources' | 'spend' | 'alerts' | 'notices'>;

interface AgentFigures {
  asked: number;
  failed: number;
  inFlight: number;
  readonly total: Histogram;
}

/** Step 7: keeps every figure of the questions since the start or the last reset, in bounded memory. */
export class Telemetry implements TelemetrySink {
  readonly #clock: Clock;
  readonly #agents: () => readonly AgentDefinition[];
  readonly #inFlight = new Map<string, number>();
  #decisions: Decision[] = [];
  readonly #keep: (trace: Trace) => void;
  #window: Window;

  /**
   * @param agents everybody there is at the time of a snapshot.
   * @param keep takes each trace for later.
   */
  constructor(clock: Clock, agents: () => readonly AgentDefinition[], keep: (trace: Trace) => void = () => {}) {
    this.#clock = clock;
    this.#agents = agents;
    this.#keep = keep;
    this.#window = new Window(clock.monotonic());
  }

  /** A question of this agent began. */
  begin(agent: string): void {
    this.#inFlight.set(agent, (this.#inFlight.get(agent) ?? 0) + 1);
  }

  /** One that began has ended. */
  end(agent: string): void {
    this.#inFlight.set(agent, (this.#inFlight.get(agent) ?? 1) - 1);
  }

  record(trace: Trace): void {
    this.#window.record(trace);
    this.#keep(trace);
  }

  recordSession(record: SessionRecord): void {
    this.#window.sessions.record(record);
  }

  /** The engine decided something by itself. */
  decide(decision: Omit<Decision, 'at'>): void {
    this.#decisions.unshift({ at: this.#clock.now(), ...decision });
    if (this.#decisions.length > limits.decisions) this.#decisions.pop();
  }

  /** Goes on with the figures of another, whose questions still count until the last of them ends. */
  follow(before: Telemetry): void {
    this.#window = before.#window;
    this.#decisions = before.#decisions;
  }

  reset(): void {
    this.#window = new Window(this.#clock.monotonic());
  }

  figures(): Figures {
    const agents: AgentStats[] = this.#agents().map(({ id, name }) => {
      const { asked, failed, total } = this.#window.agent(id);
      const coordination = this.#window.sessions.agent(id);
      return {
        id,
        name,
        asked,
        failed,
        inFlight: this.#inFlight.get(id) ?? 0,
        total: total.percentiles(),
        coordination,
      };
    });
    return { ...this.#window.figures(this.#clock, agents), decisions: [...this.#decisions] };
  }
}

/** The figures between two resets. */
class Window {
  readonly #since: number;
  #asked = 0;
  #hits = 0;
  #failed = 0;
  #cancelled = 0;
  #savedTokens = 0;
  #savedMs = 0;
  readonly #owned = new Histogram();
  readonly #hit = new Histogram();
  readonly #miss = new Histogram();
  readonly #context = new Histogram();
  readonly #firstToken = new Histogram();
  readonly #agents = new Map<string, AgentFigures>();
  readonly sessions = new SessionFigures();
  readonly #series = new Series();
  readonly #recent: Trace[] = [];

  constructor(since: number) {
    this.#since = since;
  }

  agent(id: string): AgentFigures {
    let figures = this.#agents.get(id);
    if (figures === undefined) {
      figures = { asked: 0, failed: 0, inFlight: 0, total: new Histogram() };
      this.#agents.set(id, figures);
    }
    return figures;
  }

  record(trace: Trace): void {
    this.#recent.unshift(trace);
    if (this.#recent.length > limits.traces) this.#recent.pop();
    this.#asked++;
    const agent = this.agent(trace.agent);
    agent.asked++;
    if (trace.outcome === 'cancelled') {
      this.#cancelled++;
      return;
    }
    if (trace.outcome === 'failed') {
      this.#failed++;
      agent.failed++;
      return;
    }
    const owned = ownedMs(trace);
    const hit = trace.outcome === 'hit';
    this.#owned.record(owned);
    this.#series.record(trace.startedAt, owned, hit, hit ? trace.tier : 'none');
    agent.total.record(trace.totalMs);
    if (trace.steps.context !== undefined) this.#context.record(trace.steps.context);
    if (trace.firstTokenMs !== undefined) this.#firstToken.record(trace.firstTokenMs);
    if (hit) {
      this.#hits++;
      this.#hit.record(trace.totalMs);
      this.#savedTokens += (trace.tokens?.prompt ?? 0) + (trace.tokens?.answer ?? 0);
      this.#savedMs += trace.savedMs ?? 0;
    } else {
      this.#miss.record(trace.totalMs);
    }
  }

  figures(clock: Clock, agents: readonly AgentStats[]): Omit<Figures, 'decisions'> {
    return {
      at: clock.now(),
      windowMs: clock.monotonic() - this.#since,
      asked: this.#asked,
      hits: this.#hits,
      failed: this.#failed,
      cancelled: this.#cancelled,
      owned: this.#owned.percentiles(),
      hit: this.#hit.percentiles(),
      miss: this.#miss.percentiles(),
      context: this.#context.percentiles(),
      firstToken: this.#firstToken.percentiles(),
      agents,
      sessions: this.sessions.stats(),
      series: this.#series.points(),
      recent: [...this.#recent],
      saved: { tokens: this.#savedTokens, ms: this.#savedMs },
    };
  }
}
