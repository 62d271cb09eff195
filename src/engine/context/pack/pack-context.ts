import type { ProjectContext } from '../../domain/context/context.ts';
import type { Definition } from '../../domain/project-view.ts';
import type { Question } from '../../domain/question.ts';
import type { RankedFile } from '../rank/ranker.ts';
import type { Redacted } from '../redact/remembered-redact.ts';
import { countTokens } from '../tokens/count-tokens.ts';
import { type Candidate, type ValuedUnit, valueFiles } from './candidates.ts';
import { ContextTokens } from './context-tokens.ts';
import type { Frame } from './frame.ts';
import { lengthOfPart, renderPart } from './parts/render-parts.ts';
import { ShownFile } from './shown-file.ts';

export interface PackInput {
  readonly frame: Frame;
  /** Best first. */
  readonly ranked: readonly RankedFile[];
  readonly question: Question;
  /** Tokens of the whole context. */
  readonly budget: number;
  readonly read: (path: string) => Redacted | undefined;
  readonly definitions: (path: string) => readonly Definition[];
  /** Lines of a file that import something. */
  readonly imports: (path: string) => readonly number[];
}

/** A part that may be shown in full. */
interface Choice {
  readonly shown: ShownFile;
  readonly unit: ValuedUnit;
  /** Tokens, estimated. */
  readonly cost: number;
  /** Value per token. */
  readonly density: number;
  /** Tokens, once they were counted. */
  counted?: number;
}

/** A context is at most this share of the files it is made of, where that leaves it `LEAST` tokens. */
const SHARE = 1 / 4.2;
const LEAST = 3_000;
/** Tokens to which that is rounded down, so that a small edit of a chosen file leaves the room as it is. */
const STEP = 128;
/** Characters to a token of code, at most: until something was counted. */
const CHARS_PER_TOKEN = 4.8;
/** Share of the room for files that their outlines may take, and tokens that they may in any case. */
const OUTLINES = 0.1;
const SOME_OUTLINES = 400;
/** How often room that was left is filled again, and tokens that are not worth it. */
const REFILLS = 3;
const NOT_WORTH = 64;

/**
 * Files into a token budget, by one greedy step over the parts of all of them: a line for each file, then outlines, best file
 * first, then the parts of most value per token (Dantzig's rule for the knapsack problem). What that leaves, since parts take the
 * place of outlines and tokens are estimated, is filled again. The result is counted as the prompt will have it, and what is worth
 * least is taken back until it fits.
 */
export function packContext(input: PackInput): ProjectContext {
  const { frame, budget } = input;
  const plans = valueFiles({ ...input, findings: frame.findings }).map((candidate) => new ShownFile(candidate));
  const counter = new ContextTokens(frame);
  const { around } = counter;
  const chars = plans.reduce((sum, { candidate }) => sum + candidate.parts.lines.text.length, 0);
  const most = (perToken: number): number =>
    Math.min(budget, Math.max(around + LEAST, Math.floor((chars / perToken) * (SHARE / STEP)) * STEP)) - 16;
  const room = most(CHARS_PER_TOKEN) - around;
  const left = room - plans.reduce((sum, plan) => sum + plan.candidate.outline.stubTokens, 0);
  const taken: Choice[] = [];
  const choices = choicesOf(plans);
  chooseParts(choices, left - chooseOutlines(plans, Math.min(left, Math.max(SOME_OUTLINES, room * OUTLINES))), taken);
  for (let round = 1; ; round++) {
    const tokens = settle(plans, taken, budget, counter);
    const free = most(charsPerToken(plans)) - tokens;
    if (round > REFILLS || free < NOT_WORTH || !chooseParts(choices, free, taken)) return finish(plans, tokens, input);
  }
}

/** Of what is shown. */
function charsPerToken(plans: readonly ShownFile[]): number {
  const [chars, tokens] = plans.reduce(([c, t], { chars, counts }) => [c + chars, t + counts.text], [0, 0]);
  return Math.min(CHARS_PER_TOKEN, chars / Math.max(1, tokens));
}

/** Outlines of the first files, as far as they fit. Returns what they cost. */
function chooseOutlines(plans: readonly ShownFile[], room: number): number {
  let cost = 0;
  for (const plan of plans) {
    const { entries, tokens } = plan.candidate.outline;
    if (entries.length === 0) continue;
    if (cost + tokens > room) continue;
    plan.outlined = true;
    cost += tokens;
  }
  return cost;
}

/** The parts of all files, those of most value per token first. */
function choicesOf(plans: readonly ShownFile[]): Choice[] {
  return plans
    .flatMap((shown) =>
      shown.candidate.units.map((unit): Choice => {
        // Characters stand for tokens while parts are compared; only those that are taken are counted.
        const cost = lengthOfPart(shown.candidate.parts.lines, unit.from, unit.to) / CHARS_PER_TOKEN + 4;
        return { shown, unit, cost, density: unit.value / cost };
      }),
    )
    .sort(
      (a, b) => b.density - a.density || a.shown.candidate.rank - b.shown.candidate.rank || a.unit.from - b.unit.from,
    );
}

/** Takes parts as far as they fit, and notes them in the order in which they were taken. Returns whether any was. */
function chooseParts(choices: readonly Choice[], room: number, taken: Choice[]): boolean {
  const before = taken.length;
  let left = room;
  for (const choice of choices) {
    if (left < 24) break;
    const { shown, unit, cost: estimate } = choice;
    if (estimate > left * 1.2 || shown.has(unit)) continue;
    choice.counted ??= countPart(shown.candidate, unit) + 3;
    if (choice.counted > left) continue;
    left -= choice.counted;
    shown.choose(unit);
    taken.push(choice);
  }
  return taken.length > before;
}

/** Takes back what is worth least until the context keeps to the budget. Returns its tokens. */
function settle(plans: ShownFile[], taken: Choice[], budget: number, counter: ContextTokens): number {
  while (true) {
    const tokens = counter.of(inOrder(plans));
    if (tokens <= budget || plans.length === 0) return tokens;
    takeBack(plans, taken, tokens - budget);
  }
}

/** As the prompt has them. */
function inOrder(plans: readonly ShownFile[]): ShownFile[] {
  return plans.toSorted((a, b) => (a.candidate.ranked.path < b.candidate.ranked.path ? -1 : 1));
}

function finish(plans: readonly ShownFile[], tokens: number, { frame, budget }: PackInput): ProjectContext {
  const files = inOrder(plans).map(({ file }) => file);
  const ranking = plans.map(({ candidate }) => candidate.ranked.path);
  const redacted = plans.reduce((sum, { candidate }) => sum + candidate.redacted, 0);
  return { ...frame, files, ranking, tokens, budget, redacted };
}

function countPart({ parts: { lines, counts } }: Candidate, { from, to }: ValuedUnit): number {
  return counts.of(from, to, false) ?? countTokens(renderPart(lines, from, to));
}

function takeBack(plans: ShownFile[], taken: Choice[], tokens: number): void {
  let over = tokens;
  while (over > 0) {
    const part = taken.pop();
    const outlined = plans.findLast((plan) => plan.outlined);
    if (part !== undefined) {
      part.shown.takeBack(part.unit);
      over -= part.counted ?? part.cost;
    } else if (outlined !== undefined) {
      outlined.outlined = false;
      over -= 40;
    } else {
      plans.pop();
      return;
    }
  }
}
