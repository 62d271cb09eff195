import type { OnDecision } from '../domain/decision.ts';
import type { EngineSettings } from '../domain/settings.ts';
import type { TelemetrySnapshot } from '../domain/telemetry-snapshot.ts';
import { limits } from '../limits.ts';
import type { AgentFiles } from '../ports/agent-files.ts';
import type { AnswerCache } from '../ports/answer-cache.ts';
import type { Backend } from '../ports/backend.ts';
import type { Clock } from '../ports/clock.ts';
import type { ContextSource } from '../ports/context-source.ts';
import type { Log } from '../ports/log.ts';
import { noMeter, type ProcessMeter } from '../ports/process-meter.ts';
import type { Random } from '../ports/random.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { SessionStore } from '../ports/session-store.ts';
import type { SpendStore } from '../ports/spend-store.ts';
import type { TraceStore } from '../ports/trace-store.ts';
import type { Workspace } from '../ports/workspace.ts';
import { DynamicResourceManager } from '../routing/resources/dynamic-resource-manager.ts';
import { Gate } from '../routing/resources/gate.ts';
import { Alerts } from '../telemetry/alerts.ts';
import { measure } from '../telemetry/measure.ts';
import { type Figures, Telemetry } from '../telemetry/telemetry.ts';
import { AgentLibrary } from './agents/agent-library.ts';
import { resolveAgent } from './agents/resolve-agent.ts';
import { withColleagues } from './agents/with-colleagues.ts';
import { createAnswers } from './answers/create-answers.ts';
import { Warmer } from './answers/warmer.ts';
import { checkQuestion } from './ask/check-question.ts';
import { meterEmbeddings } from './budget/meter-embeddings.ts';
import { Purse } from './budget/purse.ts';
import { Coordinator } from './coordinator.ts';
import { examine } from './doctor.ts';
import type { Engine } from './engine.ts';
import { explainQuestion } from './explain/explain-question.ts';
import { InstanceBuilder } from './pools/build-instances.ts';
import { engineResources } from './pools/engine-resources.ts';
import { Pools } from './pools/pools.ts';
import { contextBudget } from './prompt/context-budget.ts';
import { Draft } from './prompt/draft.ts';
import { gatedContext } from './prompt/gated-context.ts';
import type { AskHow, Visit } from './prompt/given-context.ts';
import { modelFor } from './session/model-for.ts';
import { Sessions } from './session/sessions.ts';
import { replayTraces } from './traces/replay-traces.ts';
import { traceFigures } from './traces/trace-figures.ts';

/** What a door gives the engine. */
export interface EnginePorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly workspace: Workspace;
  readonly secrets: Secrets;
  readonly context: ContextSource;
  readonly cache: AnswerCache;
  /** A language model that the door knows by name, for instances of kind `vscode`. */
  readonly languageModel?: (name: string) => Backend;
  /** What models took. */
  readonly spend: SpendStore;
  /** Agents that the workspace defines. */
  readonly agentFiles: AgentFiles;
  /** Where sessions are kept. */
  readonly sessions: SessionStore;
  /** How much the process takes; absent where nobody knows. */
  readonly meter?: ProcessMeter;
  /** Where traces are kept. */
  readonly traces: TraceStore;
}

/** Puts the rooms together. Does no disk or network work. */
export function createEngine(ports: EnginePorts, initial: EngineSettings): Engine {
  let settings = initial;
  const { clock, cache, workspace, log } = ports;
  const library = new AgentLibrary({
    files: ports.agentFiles,
    log,
    onRead() {
      // Prompts may name the agents there are.
      coordinator.forget();
      for (const listener of [...agentListeners]) listener();
    },
  });
  const agents = () => library.all;
  const gate = new Gate();
  const context = withColleagues(gatedContext(ports.context, gate), () => library.own.map(({ agent }) => agent));
  const telemetry = new Telemetry(clock, agents, (trace) => ports.traces.record(trace));
  const builder = new InstanceBuilder(ports);
  let faults: readonly string[] = [];
  let leftOut: readonly string[] = [];
  const listeners = new Set<() => void>();
  const agentListeners = new Set<() => void>();
  const changed = (): void => {
    if (listeners.size === 0) return;
    for (const listener of [...listeners]) listener();
  };
  const decide: OnDecision = (decision) => {
    telemetry.decide(decision);
    changed();
  };
  const pools = new Pools({
    clock,
    random: ports.random,
    strategy: () => settings.routing.strategy,
    onDecision: decide,
  });
  const resources = new DynamicResourceManager({
    clock,
    onDecision: decide,
    rebalance: () => pools.rebalance(),
  });
  const alerts = new Alerts(clock, () => settings.alerts);
  const purse = new Purse({ clock, store: ports.spend, settings: () => settings.budget });
  const coordinator = new Coordinator({
    ...ports,
    purse,
    context,
    pools,
    resources,
    telemetry,
    agents,
    settings: () => settings,
  });
  const sessions = new Sessions({
    ...ports,
    context,
    coordinator,
    agents,
    settings: () => settings,
    model: (question) => modelFor(pools, question, settings, workspace.trusted),
    save: (record) => ports.sessions.save(record),
    ended: (record) => telemetry.recordSession(record),
  });

  const warmer = new Warmer({
    clock,
    journal: cache.journal,
    async ready() {
      await Promise.all([cache.ready(), library.ready()]);
    },
    ask: (question, signal) => coordinator.ask(question, signal),
    remote(question) {
      try {
        return pools.isRemote(pools.pick(question.pool, settings, workspace.trusted));
      } catch {
        return undefined;
      }
    },
    price: (instance) => pools.priceOf(instance),
  });
  const following = workspace.onDidChange(() => {
    if (settings.cache.warm) warmer.nudge();
  });

  const visit: Visit = {
    enter({ priority }) {
      changed();
      resources.nudge();
      if (priority !== 'background') warmer.enter();
      return library.isReady ? undefined : library.ready();
    },
    leave({ priority }) {
      if (priority !== 'background') warmer.leave();
      changed();
    },
  };

  const visited: AskHow = { visit };
  /** Figures of questions with those of everything else, as of now. */
  const snapshot = (figures: Figures): TelemetrySnapshot => ({
    ...figures,
    tiers: cache.stats(),
    pools: pools.stats(),
    spend: purse.report(),
    resources: resources.stats(),
    alerts: alerts.evaluate(measure(figures.recent, ports.meter ?? noMeter)),
    notices: [faults, cache.notices(), ports.sessions.notices(), ports.spend.notices(), ports.traces.notices()].flat(),
  });
  const describeResources = engineResources({ pools, gate, cache, settings: () => settings });
  const configure = (next: EngineSettings): void => {
    settings = next;
    const built = builder.build(settings);
    faults = [...settings.faults, ...built.faults];
    leftOut = built.offline;
    if (settings.offline) pools.goOffline();
    for (const id of ['local', 'openai', 'vscode']) pools.set(id, built.pools.get(id) ?? []);
    resources.manage(describeResources());
    coordinator.forget();
  };
  configure(initial);

  return {
    get agents() {
      return library.all;
    },
    ask: (question, { signal, approve } = {}) =>
      coordinator.ask(question, signal, approve === undefined ? visited : { approve, visit }),
    answers: createAnswers({
      cache,
      warmer,
      changed,
      explain: async (question) => {
        await library.ready();
        const { agent, asked } = resolveAgent(question, agents());
        const pool = pools.pick(asked.pool, settings, workspace.trusted);
        const { answerClass } = pool;
        return explainQuestion({ asked, agent, answerClass, budget: contextBudget(settings, pool), context, cache });
      },
      mayLast: () => workspace.trusted,
    }),
    async *session(question, options) {
      changed();
      await library.ready();
      try {
        const { signal = new AbortController().signal, approve } = options ?? {};
        for await (const event of sessions.run(question, signal, approve)) {
          if (event.type !== 'text') changed();
          yield event;
        }
      } finally {
        changed();
      }
    },
    async agentFiles() {
      await library.ready();
      return { own: library.own, faults: library.faults };
    },
    reloadAgents: () => library.reload(),
    onDidChangeAgents(listener) {
      agentListeners.add(listener);
      return { dispose: () => agentListeners.delete(listener) };
    },
    async team(question) {
      await library.ready();
      const { wanted, agents: members, reason } = sessions.team(question);
      return { wanted, agents: members.map(({ id }) => id), reason };
    },
    traces: (limit) => ports.traces.list(limit),
    trace: (id) => ports.traces.get(id),
    async replay() {
      await Promise.all([library.ready(), cache.ready?.(), purse.ready()]);
      return snapshot(replayTraces(await ports.traces.list(limits.tracesKept), clock, agents()));
    },
    async figures() {
      await library.ready();
      return traceFigures(await ports.traces.list(limits.tracesKept), clock, agents());
    },
    sessions: () => ports.sessions.list(),
    sessionRecord: (id) => ports.sessions.get(id),
    async context(question, options = {}) {
      await library.ready();
      const { agent, asked } = resolveAgent(question, agents());
      const budget = settings.context.budgetTokens;
      return context.compress({ question: asked, agent: { id: agent.id, skills: agent.skills }, budget }, options);
    },
    async preview(question, options = {}) {
      checkQuestion(question);
      await library.ready();
      const { agent, asked } = resolveAgent(question, agents());
      const { promptTokens } = modelFor(pools, asked, settings, workspace.trusted) ?? {};
      const request = { question: asked, agent, budget: contextBudget(settings, { promptTokens }) };
      return new Draft(agent, asked).complete(await context.compress(request, options));
    },
    configure,
    addBackend(backend, limit) {
      if (!(settings.offline && backend.remote)) pools.setBackend(backend, limit);
    },
    snapshot: () => snapshot(telemetry.figures()),
    meterEmbeddings: meterEmbeddings(purse),
    async spend() {
      await purse.ready();
      return purse.report();
    },
    onDidChange(listener) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    resetTelemetry() {
      telemetry.reset();
      alerts.reset();
      changed();
    },
    indexStatus: () => context.status(),
    onIndexProgress: (listener) =>
      context.onDidChange((progress) => {
        if (progress !== undefined) listener(progress);
      }),
    pauseIndex: () => context.pause(),
    resumeIndex: () => context.resume(),
    async clearCache() {
      const removed = await cache.clear();
      changed();
      return removed;
    },
    evict: (digest) => cache.evict(digest),
    doctor: () => examine({ workspace, context, cache, pools, resources, settings, faults, leftOut, library, purse }),
    async warm() {
      await Promise.all([cache.ready?.(), library.ready(), purse.ready()]);
    },
    async dispose() {
      listeners.clear();
      agentListeners.clear();
      following.dispose();
      warmer.dispose();
      resources.dispose();
      pools.dispose();
      const stores = [cache, ports.sessions, ports.spend, ports.traces];
      await Promise.all(stores.map((store) => store.flush()));
      for (const store of stores) store.dispose();
      context.dispose();
    },
  };
}
