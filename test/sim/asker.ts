import type { Engine } from '../../src/engine/coordinator/engine.ts';
import type { Priority } from '../../src/engine/domain/question.ts';

/** What became of the questions of a run. */
export interface Tally {
  asked: number;
  /** By anyone, by a model or from cache, by the local analyst that stood in. */
  answered: number;
  byModel: number;
  stoodIn: number;
  hits: number;
  failed: number;
  cancelled: number;
  /** Background work that was refused: that is what it is for. */
  shed: number;
  /** Failures of people's questions, by code. */
  readonly codes: Map<string, number>;
  /** ms that people's and background questions waited for an instance. */
  readonly waits: { readonly people: number[]; readonly background: number[] };
  /** ms that WEE itself took, per question. */
  readonly overheads: number[];
}

export function emptyTally(): Tally {
  const counts = { asked: 0, answered: 0, byModel: 0, stoodIn: 0, hits: 0, failed: 0, cancelled: 0, shed: 0 };
  return { ...counts, codes: new Map(), waits: { people: [], background: [] }, overheads: [] };
}

/** Asks one question and notes how it ends. @throws Error when it ends twice, not at all, or unexplained. */
export async function askOne(
  engine: Engine,
  tally: Tally,
  asked: {
    readonly text: string;
    readonly priority: Priority;
    readonly signal: AbortSignal;
    readonly bypassCache: boolean;
  },
): Promise<void> {
  const { text, priority, signal, bypassCache } = asked;
  const waits = priority === 'background' ? tally.waits.background : tally.waits.people;
  tally.asked++;
  let ends = 0;
  for await (const event of engine.ask({ agent: 'sherlock', text, priority, bypassCache }, { signal })) {
    if (ends > 0) throw new Error(`“${text}” went on after its end`);
    if (event.type === 'done') {
      ends++;
      tally.answered++;
      const { trace, answer, tier } = event;
      const local = answer.backend.startsWith('local');
      if (local && tier !== 'none') throw new Error(`“${text}”: a local answer was served from cache as a model's`);
      if (local !== (trace.fallback !== undefined)) throw new Error(`“${text}”: a fallback was not said so`);
      if (local && !answer.text.includes('No model answered'))
        throw new Error(`“${text}”: the answer does not say who stood in`);
      if (tier === 'none' && trace.instance === undefined) throw new Error(`“${text}”: the trace names no instance`);
      if (trace.attempts?.some(({ reason }) => reason === '') === true)
        throw new Error(`“${text}”: an unexplained attempt`);
      if (local) tally.stoodIn++;
      else tally.byModel++;
      if (tier !== 'none') tally.hits++;
      waits.push(trace.steps.route ?? 0);
      tally.overheads.push(
        trace.totalMs - (trace.steps.backend ?? 0) - (trace.steps.context ?? 0) - (trace.steps.route ?? 0),
      );
    } else if (event.type === 'failed') {
      ends++;
      if (event.remedy === '' || event.message === '') throw new Error(`“${text}” failed unexplained`);
      if (event.code === 'internal') throw new Error(`“${text}” failed inside: ${event.message}`);
      if (event.code === 'cancelled') tally.cancelled++;
      else if (priority === 'background') tally.shed++;
      else {
        tally.failed++;
        tally.codes.set(event.code, (tally.codes.get(event.code) ?? 0) + 1);
      }
    }
  }
  if (ends !== 1) throw new Error(`“${text}” ended ${ends} times`);
}
