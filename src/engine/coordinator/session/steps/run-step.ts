import type { Question, Turn } from '../../../domain/question.ts';
import type { PlannedStep, SessionStep } from '../../../domain/session.ts';
import type { Journey } from '../journey.ts';
import type { SessionBoard } from '../session-board.ts';
import { reportOf } from '../synthesis/synthesis-prompt.ts';
import type { SharedContext } from './shared-context.ts';

/** One step: waits for those it depends on, asks its agent, and tells the board how it goes. Never throws. */
export async function runStep(
  journey: Journey,
  board: SessionBoard,
  shared: SharedContext,
  step: PlannedStep,
  before: readonly Promise<SessionStep>[],
): Promise<SessionStep> {
  const { question, signal, parts } = journey;
  const { clock, agents, settings } = parts;
  const seen = await Promise.all(before);
  if (signal.aborted) return board.update(step.id, { status: 'cancelled' });
  const ready = clock.monotonic();
  const agent = agents().find(({ id }) => id === step.agent);
  if (agent === undefined) {
    const failure = { code: 'unknown-agent', message: `@${step.agent} is no longer there.`, remedy: 'Ask again.' };
    return board.update(step.id, { status: 'failed', failure });
  }
  board.update(step.id, { status: 'running' });
  const cited = new Set(seen.flatMap(({ sources }) => sources.map(({ path }) => path)));
  const history = [...(question.history ?? []), ...seen.map(resultTurn)];
  const asked: Question = {
    ...question,
    agent: step.agent,
    text: step.question,
    ...(history.length > 0 && { history }),
  };
  const from = clock.monotonic();
  // The whole session was approved.
  const how = { agent, context: shared.part(agent, cited), approve: async () => true };
  const outcome = await journey.ask(asked, how, settings().session.stepTimeoutMs, (event) => {
    if (event.type === 'status' && event.message !== '') board.update(step.id, {}, event.message);
  });
  const { routeMs, fallback: _fallback, ...result } = outcome;
  const ended = board.update(step.id, { ...result, overheadMs: from - ready + routeMs });
  board.worked({ from, to: clock.monotonic() });
  return ended;
}

/** A result as the steps that depend on it see it. */
function resultTurn({ agent, status, text, failure }: SessionStep): Turn {
  if (status === 'answered') return { role: 'agent', text: `@${agent} found:\n${reportOf(text)}` };
  return { role: 'agent', text: `@${agent} gave no answer (${failure?.message ?? status}).` };
}
