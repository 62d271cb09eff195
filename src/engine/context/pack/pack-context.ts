import type { ContextFile, ProjectContext } from '../../domain/context.ts';
import { print } from '../../domain/print.ts';
import type { Definition } from '../../domain/project-view.ts';
import type { Question } from '../../domain/question.ts';
import { renderContext, renderFile } from '../../domain/render-context.ts';
import type { RankedFile } from '../rank/ranker.ts';
import { type Candidate, type ValuedUnit, valueFiles } from './candidates.ts';
import type { Frame } from './frame.ts';
import { mergeUnits, renderPart, renderParts } from './render-parts.ts';
import { rememberedTokens } from './token-counter.ts';

export interface PackInput {
  readonly frame: Frame;
  /** Best first. */
  readonly ranked: readonly RankedFile[];
  readonly question: Question;
  /** Tokens of the whole context. */
  readonly budget: number;
  readonly read: (path: string) => string | undefined;
  readonly definitions: (path: string) => readonly Definition[];
}

/** What is shown of one file, while it is decided. */
interface Plan {
  readonly candidate: Candidate;
  readonly chosen: Set<ValuedUnit>;
  outlined: boolean;
}

interface Choice {
  readonly plan: Plan;
  readonly unit: ValuedUnit;
  readonly cost: number;
  /** Value per token. */
  readonly density: number;
}

/** A context is at most this share of the files it is made of, where that leaves it `LEAST` tokens. */
const SHARE = 1 / 4.4;
const LEAST = 1_500;
/** Characters to a token of code, about. */
const CHARS_PER_TOKEN = 4.2;
/** Share of the room for files that their outlines may take. */
const OUTLINES = 0.2;
/** Worth of a part by the rank of its file: in steps, so that two files that change places change little. */
const BY_RANK = [1, 0.75, 0.55, 0.55, 0.35, 0.35, 0.35, 0.35];
const BY_LATER_RANK = 0.15;
/** Relevance that any line of a chosen file has. */
const BASE = 0.15;

/**
 * Files into a token budget, by one greedy step over the parts of all of them: a line for each file, then outlines, best file
 * first, then the parts of most value per token (Dantzig's rule for the knapsack problem). The result is counted as the prompt
 * will have it, and what is worth least is taken back until it fits.
 */
export function packContext(input: PackInput): ProjectContext {
  const { frame, budget } = input;
  const plans = valueFiles({ ...input, findings: frame.findings }).map(
    (candidate): Plan => ({ candidate, chosen: new Set(), outlined: false }),
  );
  const chars = plans.reduce((sum, { candidate }) => sum + candidate.text.length, 0);
  const most = Math.max(LEAST, Math.floor((chars / CHARS_PER_TOKEN) * SHARE));
  const around = rememberedTokens(renderContext({ ...frame, files: [] }));
  const room = Math.min(budget - around, most) - 16;
  let left = room - plans.reduce((sum, plan) => sum + costOfFile(plan), 0);
  left -= chooseOutlines(plans, Math.min(left, room * OUTLINES));
  const taken = chooseParts(plans, left);
  return settle(plans, taken, input);
}

function costOfFile({ candidate }: Plan): number {
  return rememberedTokens(`${renderFile({ path: candidate.ranked.path, text: candidate.stub })}\n`);
}

/** Outlines of the first files, as far as they fit. Returns what they cost. */
function chooseOutlines(plans: readonly Plan[], room: number): number {
  let cost = 0;
  for (const plan of plans) {
    const { outline } = plan.candidate;
    if (outline.length === 0) continue;
    const tokens = rememberedTokens(outline.map(({ line, text }) => `${line}: ${text}`).join('\n'));
    if (cost + tokens > room) continue;
    plan.outlined = true;
    cost += tokens;
  }
  return cost;
}

/** The parts of most value per token, as far as they fit, in the order in which they were taken. */
function chooseParts(plans: readonly Plan[], room: number): Choice[] {
  const choices = plans.flatMap((plan) =>
    plan.candidate.units.map((unit): Choice => {
      const { lines, rank } = plan.candidate;
      // Characters stand for tokens while parts are compared; only those that are taken are counted.
      const length = renderPart(lines, unit.from, unit.to).length / CHARS_PER_TOKEN + 4;
      const value = (BY_RANK[rank] ?? BY_LATER_RANK) * (BASE + unit.relevance);
      return { plan, unit, cost: length, density: value / Math.sqrt(length) };
    }),
  );
  const byDensity = choices.sort(
    (a, b) => b.density - a.density || a.plan.candidate.rank - b.plan.candidate.rank || a.unit.from - b.unit.from,
  );
  const taken: Choice[] = [];
  let left = room;
  for (const choice of byDensity) {
    if (left < 24) break;
    if (choice.cost > left * 1.2) continue;
    const { lines } = choice.plan.candidate;
    const cost = rememberedTokens(renderPart(lines, choice.unit.from, choice.unit.to)) + 3;
    if (cost > left) continue;
    left -= cost;
    choice.plan.chosen.add(choice.unit);
    taken.push({ ...choice, cost });
  }
  return taken;
}

/** The context as it is, less what is worth least until it keeps to the budget. */
function settle(plans: Plan[], taken: Choice[], { frame, budget }: PackInput): ProjectContext {
  while (true) {
    const shown = plans.map(show);
    const files = shown.toSorted((a, b) => (a.path < b.path ? -1 : 1));
    const tokens = rememberedTokens(renderContext({ ...frame, files }));
    if (tokens <= budget || plans.length === 0) {
      const ranking = shown.map(({ path }) => path);
      const redacted = plans.reduce((sum, { candidate }) => sum + candidate.redacted, 0);
      return { ...frame, files, ranking, tokens, budget, redacted };
    }
    takeBack(plans, taken, tokens - budget);
  }
}

function takeBack(plans: Plan[], taken: Choice[], tokens: number): void {
  let over = tokens;
  while (over > 0) {
    const part = taken.pop();
    const outlined = plans.findLast((plan) => plan.outlined);
    if (part !== undefined) {
      part.plan.chosen.delete(part.unit);
      over -= part.cost;
    } else if (outlined !== undefined) {
      outlined.outlined = false;
      over -= 40;
    } else {
      plans.pop();
      return;
    }
  }
}

function show({ candidate, chosen, outlined }: Plan): ContextFile {
  const { ranked, language, text, lines, outline, stub } = candidate;
  const ranges = mergeUnits([...chosen]);
  const nothing = ranges.length === 0 && !outlined;
  const parts = nothing ? stub : renderParts(lines, ranges, outlined ? outline : []);
  // Never more than the file itself; all of it needs no numbers.
  const [all] = ranges;
  const whole = parts.length >= text.length || (all?.[0] === 1 && all[1] === lines.length);
  const shownText = whole ? lines.join('\n') : parts;
  return {
    path: ranked.path,
    language,
    why: ranked.why,
    tokens: rememberedTokens(shownText),
    fullTokens: Math.ceil(text.length / 4),
    shown: whole ? [[1, lines.length]] : ranges,
    text: shownText,
    ...(!whole && { whole: print(text) }),
  };
}
