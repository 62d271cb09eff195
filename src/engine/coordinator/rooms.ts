import type { OnDecision } from '../domain/decision.ts';
import type { EngineSettings } from '../domain/settings.ts';
import type { PoolStats, TelemetrySnapshot } from '../domain/telemetry-snapshot.ts';
import type { ContextSource } from '../ports/context-source.ts';
import type { Disposable } from '../ports/disposable.ts';
import { Listeners } from '../ports/listeners.ts';
import { noMeter } from '../ports/process-meter.ts';
import { DynamicResourceManager } from '../routing/resources/dynamic-resource-manager.ts';
import { Gate } from '../routing/resources/gate.ts';
import type { Resource } from '../routing/resources/resource.ts';
import { Alerts } from '../telemetry/alerts.ts';
import { measure } from '../telemetry/measure.ts';
import { type Figures, Telemetry } from '../telemetry/telemetry.ts';
import { AgentLibrary } from './agents/agent-library.ts';
import { withColleagues } from './agents/with-colleagues.ts';
import { Warmer } from './answers/warmer.ts';
import { Purse } from './budget/purse.ts';
import { Coordinator } from './coordinator.ts';
import type { EnginePorts } from './engine-ports.ts';
import { InstanceBuilder } from './pools/build-instances.ts';
import { engineResources } from './pools/engine-resources.ts';
import { Pools } from './pools/pools.ts';
import { gatedContext } from './prompt/gated-context.ts';
import { modelFor } from './session/model-for.ts';
import { Sessions } from './session/sessions.ts';

/** ms after which whoever looked at instances that rest is told to look again. */
const REST_TOLD_MS = 1_000;

/** The rooms of one engine, put together, and the settings that all of them follow. Does no disk or network work. */
export class Rooms {
  readonly ports: EnginePorts;
  /** As they are now. */
  settings: EngineSettings;
  /** What is wrong in the settings, for people. */
  faults: readonly string[] = [];
  /** Instances that are left out because WEE is offline. */
  leftOut: readonly string[] = [];
  /** Told after a question ended or a load changed. */
  readonly watchers = new Listeners();
  /** Told after agents were read. */
  readonly agentWatchers = new Listeners();
  readonly library: AgentLibrary;
  readonly context: ContextSource;
  readonly telemetry: Telemetry;
  readonly pools: Pools;
  readonly resources: DynamicResourceManager;
  readonly alerts: Alerts;
  readonly purse: Purse;
  readonly coordinator: Coordinator;
  readonly sessions: Sessions;
  readonly warmer: Warmer;
  #resting: Disposable | undefined;
  readonly #builder: InstanceBuilder;
  readonly #resources: () => readonly Resource[];

  constructor(ports: EnginePorts, initial: EngineSettings) {
    this.ports = ports;
    this.settings = initial;
    const { clock, cache, workspace, log } = ports;
    const settings = (): EngineSettings => this.settings;
    const agents = () => this.library.all;
    const onDecision: OnDecision = (decision) => {
      this.telemetry.decide(decision);
      this.watchers.tell();
    };
    this.library = new AgentLibrary({
      files: ports.agentFiles,
      log,
      onRead: () => {
        // Prompts may name the agents there are.
        this.coordinator.forget();
        this.agentWatchers.tell();
      },
    });
    const gate = new Gate();
    this.context = withColleagues(gatedContext(ports.context, gate), () => this.library.own.map(({ agent }) => agent));
    this.telemetry = new Telemetry(clock, agents, (trace) => ports.traces.record(trace));
    if (ports.before !== undefined) this.telemetry.follow(ports.before);
    this.pools = new Pools({ clock, random: ports.random, strategy: () => this.settings.routing.strategy, onDecision });
    this.resources = new DynamicResourceManager({ clock, onDecision, rebalance: () => this.pools.rebalance() });
    this.alerts = new Alerts(clock, () => this.settings.alerts);
    this.purse = new Purse({ clock, store: ports.spend, settings: () => this.settings.budget });
    const { context, telemetry, pools, resources, purse } = this;
    this.coordinator = new Coordinator({ ...ports, purse, context, pools, resources, telemetry, agents, settings });
    this.sessions = new Sessions({
      ...ports,
      context,
      coordinator: this.coordinator,
      agents,
      settings,
      model: (question) => modelFor(pools, question, this.settings, workspace.trusted),
      save: (record) => ports.sessions.save(record),
      ended: (record) => telemetry.recordSession(record),
    });
    this.warmer = new Warmer({
      clock,
      journal: cache.journal,
      ready: async () => {
        await Promise.all([cache.ready(), this.library.ready()]);
      },
      ask: (question, signal) => this.coordinator.ask(question, signal),
      remote: (question) => {
        try {
          return pools.isRemote(pools.pick(question.pool, this.settings, workspace.trusted));
        } catch {
          return undefined;
        }
      },
      price: (instance) => pools.priceOf(instance),
    });
    this.#builder = new InstanceBuilder(ports);
    this.#resources = engineResources({ pools, gate, cache, settings });
    this.configure(initial);
  }

  /** Takes new settings; running questions end with the old ones. */
  configure(next: EngineSettings): void {
    this.settings = next;
    const built = this.#builder.build(next);
    this.faults = [...next.faults, ...built.faults];
    this.leftOut = built.offline;
    if (next.offline) this.pools.goOffline();
    for (const id of ['local', 'openai', 'vscode']) this.pools.set(id, built.pools.get(id) ?? []);
    this.resources.manage(this.#resources());
    this.coordinator.forget();
  }

  /** Figures of questions with those of everything else, as of now. */
  snapshot(figures: Figures): TelemetrySnapshot {
    const { cache, sessions, spend, traces, meter = noMeter } = this.ports;
    const pools = this.pools.stats();
    this.#tellWhileResting(pools);
    return {
      ...figures,
      tiers: cache.stats(),
      pools,
      spend: this.purse.report(),
      resources: this.resources.stats(),
      alerts: this.alerts.evaluate(measure(figures.recent, meter)),
      notices: [this.faults, cache.notices(), sessions.notices(), spend.notices(), traces.notices()].flat(),
    };
  }

  /** How long instances rest yet, and that they are well again, changes with the time alone: whoever looked is told. */
  #tellWhileResting(pools: readonly PoolStats[]): void {
    const rests = pools.flatMap(({ instances }) => instances.map(({ restMs }) => restMs)).filter((ms) => ms > 0);
    if (rests.length === 0) return;
    this.#resting ??= this.ports.clock.after(Math.min(REST_TOLD_MS, ...rests), () => {
      this.#resting = undefined;
      this.watchers.tell();
    });
  }
}
