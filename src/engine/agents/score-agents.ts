import type { AgentDefinition } from '../domain/agent.ts';
import type { Question } from '../domain/question.ts';
import { matchSpecialties } from './match-specialties.ts';
import { wordForms } from './word-forms.ts';

/** How well a question fits an agent. */
export interface AgentScore {
  readonly agent: AgentDefinition;
  /** Specialties among its words; a telling phrase counts twice, a stack trace three times. */
  readonly score: number;
  /** The words and phrases that counted. */
  readonly reasons: readonly string[];
}

/** A line of a stack trace in any of the usual languages. */
const STACK_LINE =
  /^[ \t]*(?:at \S.{0,200}[(:]\S{1,400}:\d+|File "[^"\n]{1,400}", line \d+|\S{1,400}\.go:\d+ \+0x|thread '[^'\n]{1,80}' panicked|Traceback \(most recent)/m;

/** Turns of phrase that say more than a single word; each counts as two specialties. */
const PHRASES: readonly (readonly [agent: string, phrase: RegExp])[] = [
  [
    'sherlock',
    /\bwhy (?:do|does|did|is|are|was|were|can|could|isn|doesn|am)|\bfail(?:s|ed|ing)? (?:with|when|after|on)\b|^where (?:is|are|was|were|does|did)\b/,
  ],
  [
    'marie',
    /\b(?:which|what|are there|is there|have|any|missing|more|run|running|write|add) (?:\w+ ){0,2}tests?\b|\btests? for\b|\b(?:add|write|create) (?:a |an |the )?benchmarks?\b|\bcovered by\b/,
  ],
  [
    'edison',
    /^(?:please |can you |could you )?(?:add|implement|create|build|generate|extend|support)\b|\bhow (?:do|can|would|should|could) (?:i|we|you) (?:add|implement|create|build|extend|support)\b/,
  ],
  [
    'leonardo',
    /\b(?:depends? on|import cycles?|circular (?:imports?|dependenc\w+)|responsible for|too (?:big|large|long|coupled))\b/,
  ],
  ['maya', /\b(?:screen readers?|error messages?|doc comments?|alt texts?|good names?|better names?)\b/],
  ['vince', /\b(?:n ?\+ ?1|rate limit\w*|blocks? the event loop|sql injection|path traversal|hard-?coded)\b/],
  [
    'alex',
    /\b(?:where (?:do|should|can) (?:i|we) (?:start|begin)|what (?:is|does) this (?:project|repo\w*|code ?base|application|app)|how does this (?:project|repo\w*|code ?base) work|new (?:to|here|on)|big picture|walk me through)\b/,
  ],
];

/** Every agent's score, best first. Between equals the longer phrase decides, then the earlier word, then the order of `agents`. */
export function scoreAgents(
  { text, focus }: Pick<Question, 'text' | 'focus'>,
  agents: readonly AgentDefinition[],
): readonly AgentScore[] {
  const lower = text.slice(0, 4_000).toLowerCase().trim();
  const symptoms = STACK_LINE.test(text.slice(0, 20_000)) || (focus?.diagnostics?.length ?? 0) > 0;
  const asked = wordForms(lower);
  const scored = agents.map((agent) => {
    const words = matchSpecialties(agent, asked);
    const phrases = PHRASES.flatMap(([id, phrase]) => (id === agent.id ? (phrase.exec(lower)?.[0] ?? []) : []));
    const traced = agent.id === 'sherlock' && symptoms ? ['stack trace or diagnostics'] : [];
    const first = Math.min(...[...words, ...phrases].map((word) => lower.indexOf(word)), Number.MAX_SAFE_INTEGER);
    const score = words.length + 2 * phrases.length + 3 * traced.length;
    const longest = Math.max(0, ...phrases.map((phrase) => phrase.length));
    return { agent, score, longest, first, reasons: [...new Set([...traced, ...phrases, ...words])] };
  });
  return scored.sort((a, b) => b.score - a.score || b.longest - a.longest || a.first - b.first);
}
