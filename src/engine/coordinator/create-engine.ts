import type { EngineSettings } from '../domain/settings.ts';
import { limits } from '../limits.ts';
import { resolveAgent } from './agents/resolve-agent.ts';
import { createAnswers } from './answers/create-answers.ts';
import { checkQuestion } from './ask/check-question.ts';
import { meterEmbeddings } from './budget/meter-embeddings.ts';
import { examine } from './doctor.ts';
import type { Engine } from './engine.ts';
import type { EnginePorts } from './engine-ports.ts';
import { explainQuestion } from './explain/explain-question.ts';
import { contextBudget } from './prompt/context-budget.ts';
import { Draft } from './prompt/draft.ts';
import type { AskHow, Visit } from './prompt/given-context.ts';
import { Rooms } from './rooms.ts';
import { modelFor } from './session/model-for.ts';
import { replayTraces } from './traces/replay-traces.ts';
import { traceFigures } from './traces/trace-figures.ts';

/** An engine over its ports. Does no disk or network work. */
export function createEngine(ports: EnginePorts, initial: EngineSettings): Engine {
  const { clock, cache, workspace } = ports;
  const rooms = new Rooms(ports, initial);
  const { library, context, telemetry, pools, resources, alerts, purse, coordinator, sessions, warmer, watchers } =
    rooms;
  const following = workspace.onDidChange(() => {
    if (rooms.settings.cache.warm) warmer.nudge();
  });

  const visit: Visit = {
    enter({ priority }) {
      watchers.tell();
      resources.nudge();
      if (priority !== 'background') warmer.enter();
      return library.isReady ? undefined : library.ready();
    },
    leave({ priority }) {
      if (priority !== 'background') warmer.leave();
      watchers.tell();
    },
  };

  const visited: AskHow = { visit };

  return {
    get agents() {
      return library.all;
    },
    ask: (question, { signal, approve } = {}) =>
      coordinator.ask(question, signal, approve === undefined ? visited : { approve, visit }),
    answers: createAnswers({
      cache,
      warmer,
      changed: () => watchers.tell(),
      explain: async (question) => {
        await library.ready();
        const { agent, asked } = resolveAgent(question, library.all);
        const pool = pools.pick(asked.pool, rooms.settings, workspace.trusted);
        const { answerClass } = pool;
        return explainQuestion({
          asked,
          agent,
          answerClass,
          budget: contextBudget(rooms.settings, pool),
          context,
          cache,
        });
      },
      mayLast: () => workspace.trusted,
    }),
    async *session(question, options) {
      watchers.tell();
      await library.ready();
      try {
        const { signal = new AbortController().signal, approve } = options ?? {};
        for await (const event of sessions.run(question, signal, approve)) {
          if (event.type !== 'text') watchers.tell();
          yield event;
        }
      } finally {
        watchers.tell();
      }
    },
    async agentFiles() {
      await library.ready();
      return { own: library.own, faults: library.faults };
    },
    reloadAgents: () => library.reload(),
    onDidChangeAgents: (listener) => rooms.agentWatchers.add(listener),
    async team(question) {
      await library.ready();
      const { wanted, agents: members, reason } = sessions.team(question);
      return { wanted, agents: members.map(({ id }) => id), reason };
    },
    traces: (limit) => ports.traces.list(limit),
    trace: (id) => ports.traces.get(id),
    async replay() {
      await Promise.all([library.ready(), cache.ready?.(), purse.ready()]);
      return rooms.snapshot(replayTraces(await ports.traces.list(limits.tracesKept), clock, library.all));
    },
    async figures() {
      await library.ready();
      return traceFigures(await ports.traces.list(limits.tracesKept), clock, library.all);
    },
    sessions: () => ports.sessions.list(),
    sessionRecord: (id) => ports.sessions.get(id),
    async context(question, options = {}) {
      await library.ready();
      const { agent, asked } = resolveAgent(question, library.all);
      const budget = rooms.settings.context.budgetTokens;
      return context.compress({ question: asked, agent: { id: agent.id, skills: agent.skills }, budget }, options);
    },
    async preview(question, options = {}) {
      checkQuestion(question);
      await library.ready();
      const { agent, asked } = resolveAgent(question, library.all);
      const { promptTokens } = modelFor(pools, asked, rooms.settings, workspace.trusted) ?? {};
      const request = { question: asked, agent, budget: contextBudget(rooms.settings, { promptTokens }) };
      return new Draft(agent, asked).complete(await context.compress(request, options));
    },
    configure: (next) => rooms.configure(next),
    addBackend(backend, limit) {
      if (!(rooms.settings.offline && backend.remote)) pools.setBackend(backend, limit);
    },
    telemetry,
    snapshot: () => rooms.snapshot(telemetry.figures()),
    meterEmbeddings: meterEmbeddings(purse),
    async spend() {
      await purse.ready();
      return purse.report();
    },
    onDidChange: (listener) => watchers.add(listener),
    resetTelemetry() {
      telemetry.reset();
      alerts.reset();
      watchers.tell();
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
      watchers.tell();
      return removed;
    },
    evict: (digest) => cache.evict(digest),
    doctor: () => examine({ ...rooms, workspace, cache }),
    async warm() {
      await Promise.all([cache.ready?.(), library.ready(), purse.ready()]);
    },
    async dispose() {
      watchers.clear();
      rooms.agentWatchers.clear();
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
