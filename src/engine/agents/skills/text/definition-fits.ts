import type { Definition } from '../../../domain/project-view.ts';
import type { SkillInput } from '../../../domain/skill.ts';
import { isComment } from './is-comment.ts';
import { linesOf } from './lines-of.ts';
import { agree, questionWords } from './question-words.ts';
import { splitName } from './split-name.ts';

/** Files looked through, and lines of a definition. */
const FILES = 10;
const LINES = 200;
/** Lines at which a long definition, which holds every word by chance, counts half. */
const HALF_AT = 120;

/** Lines that may stand between two signatures of one function: its comment. */
const OVERLOADS_APART = 60;
/** Lines up to which a definition only hands on. */
const TRIVIAL = 3;

/** How a definition of a chosen file fits the question. */
export interface DefinitionFit {
  readonly definition: Definition;
  /** Place of its file among the chosen, from 0. */
  readonly rank: number;
  /** Whether its file is product code. */
  readonly product: boolean;
  /** By its name, 0 to 1: 1 when the question writes it as code, else the share of the question's words in it. */
  readonly name: number;
  /** By its lines, 0 to 1: the share of the question's words that they hold. */
  readonly body: number;
  /** Words of the question in its lines, the rarest first. */
  readonly words: readonly string[];
  /** The line inside it that holds the most of them, where one does. */
  readonly line?: { readonly at: number; readonly text: string };
}

const known = new WeakMap<SkillInput, readonly DefinitionFit[]>();

/**
 * Every function, method and type of the chosen files with how it fits the question, in the order of the files. Words are
 * weighed by inverse document frequency (Spärck Jones 1972) with definitions as the documents, so that `etag` says more than `header`.
 */
export function definitionFits(input: SkillInput): readonly DefinitionFit[] {
  const made = known.get(input) ?? measure(input);
  known.set(input, made);
  return made;
}

interface Candidate {
  readonly definition: Definition;
  readonly rank: number;
  readonly product: boolean;
  readonly body: readonly string[];
  /** The same in lower case. */
  readonly lower: readonly string[];
  readonly deprecated: boolean;
  /** Words of the question in its lines. */
  readonly held: readonly string[];
}

function measure(input: SkillInput): readonly DefinitionFit[] {
  const words = questionWords(input.question.text);
  const code = namesWrittenAsCode(input.question.text);
  const found = candidates(input, words);
  const weights = new Map<string, number>();
  for (const word of words) {
    const holders = found.filter(({ held }) => held.includes(word)).length;
    // What no definition holds tells nothing apart.
    if (holders > 0) weights.set(word, Math.log(1 + found.length / holders));
  }
  const weigh = (some: readonly string[]): number => some.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0);
  const total = weigh([...weights.keys()]) || 1;
  return found.map(({ definition, rank, product, body, lower, deprecated, held }) => {
    const length = definition.endLine - definition.line;
    const line = bestLine(definition, { body, lower }, held, weigh);
    // Nobody should build on what is going away, and what only hands on does little.
    const share = (deprecated ? 0.5 : 1) * (length < TRIVIAL && !code.has(definition.name) ? 0.7 : 1);
    return {
      definition,
      rank,
      product,
      name: share * (code.has(definition.name) ? 1 : nameFit(definition.name, words, (some) => weigh(some) / total)),
      body: (share * weigh(held)) / total / (1 + length / HALF_AT),
      words: [...held].sort((a, b) => weigh([b]) - weigh([a])),
      ...(line !== undefined && { line }),
    };
  });
}

function candidates({ view, chosen }: SkillInput, words: ReadonlySet<string>): readonly Candidate[] {
  return chosen.slice(0, FILES).flatMap((path, rank) => {
    const lines = linesOf(view, path);
    const isProduct = view.file(path)?.kind === 'product';
    const inline = inlineTests(lines);
    const lowerLines = lines.map((text) => text.toLowerCase());
    const stems = [...words].map((word) => ({ word, stem: stem(word) }));
    return overloadsAsOne(
      view.definitions({ path }).filter(({ kind }) => kind !== 'constant' && kind !== 'variable'),
      lines,
    ).map((definition) => {
      const product = isProduct && definition.line < inline;
      const [from, to] = [definition.line - 1, Math.min(definition.endLine, definition.line + LINES)];
      const lower = lowerLines.slice(from, to);
      const text = lower.join('\n');
      return {
        definition,
        rank,
        product,
        body: lines.slice(from, to),
        lower,
        deprecated: text.includes('deprecated'),
        held: stems.filter((one) => text.includes(one.stem)).map(({ word }) => word),
      };
    });
  });
}

/** Line from which a source holds its own tests, as Rust has it. */
function inlineTests(lines: readonly string[]): number {
  const at = lines.findIndex((text) => /^#\[cfg\(test\)\]/.test(text));
  return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
}

/** Signatures of one function one after the other: the last, which has the body, stands for all. */
function overloadsAsOne(definitions: readonly Definition[], lines: readonly string[]): readonly Definition[] {
  return definitions.filter(({ name, endLine }, at) => {
    const next = definitions[at + 1];
    const bodiless = /(?:;|\.\.\.)\s*$/.test(lines[endLine - 1] ?? '');
    return !bodiless || next?.name !== name || next.line <= endLine || next.line - endLine > OVERLOADS_APART;
  });
}

/** Names that a question writes as code: `res.redirect`, `parseUrl`, `parse_url`, `parse()`. */
function namesWrittenAsCode(text: string): ReadonlySet<string> {
  const found = text
    .slice(0, 4_000)
    .matchAll(/(?<=[\w$)]\.|::|#)[A-Za-z_$][\w$]*|\b[\w$]*[a-z\d][A-Z][\w$]*|\b\w+_\w+|\b[A-Za-z_$][\w$]*(?=\()/g);
  return new Set([...found].map(([name]) => name));
}

/** The weight of the words in a name, less where they are only a small part of it; a word that is the whole name counts more. */
function nameFit(name: string, words: ReadonlySet<string>, share: (words: readonly string[]) => number): number {
  const lower = name.toLowerCase();
  const parts = splitName(name).filter((part) => part.length >= 2);
  const matched = [...words].filter(
    (word) => (word.length >= 4 && lower.includes(stem(word))) || parts.some((part) => agree(word, part)),
  );
  if (matched.length === 0) return 0;
  const covered = Math.min(1, matched.reduce((sum, word) => sum + stem(word).length, 0) / Math.max(1, lower.length));
  return Math.min(1, share(matched) * (0.5 + 0.5 * covered) + (matched.includes(lower) ? 0.2 : 0));
}

function bestLine(
  { line }: Definition,
  { body, lower }: Pick<Candidate, 'body' | 'lower'>,
  held: readonly string[],
  weigh: (words: readonly string[]) => number,
): DefinitionFit['line'] {
  let best: DefinitionFit['line'];
  let most = 0;
  if (held.length === 0) return undefined;
  const stems = held.map(stem);
  for (const [at, text] of body.entries()) {
    if (at === 0 || text.length > 300) continue;
    const score = weigh(held.filter((_, which) => lower[at]?.includes(stems[which] ?? '')));
    if (score <= most || isComment(text)) continue;
    most = score;
    best = { at: line + at, text };
  }
  return best;
}

/** Without the ending of a plural. */
function stem(word: string): string {
  return word.length > 4 ? word.replace(/(?<!s)s$/, '') : word;
}
