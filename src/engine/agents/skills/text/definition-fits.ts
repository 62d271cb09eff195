import type { Definition } from '../../../domain/project-view.ts';
import type { SkillInput } from '../../../domain/skill.ts';
import type { SourceLines } from '../../../text/source-lines.ts';
import { firstFrom } from './first-from.ts';
import { isComment } from './is-comment.ts';
import { agree, questionWords } from './question-words.ts';
import { type SearchedFile, searchedFiles } from './searched-files.ts';
import { singular } from './singular.ts';
import { splitName } from './split-name.ts';

/** Lines of a definition that are looked at. */
const LINES = 200;
/** Lines at which a long definition, which holds every word by chance, counts half. */
const HALF_AT = 120;

/** Lines that may stand between two signatures of one function: its comment. */
const OVERLOADS_APART = 60;
/** Begins a source's own tests, as Rust has them. */
const OWN_TESTS = '#[cfg(test)]';
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
  /** What shows it; worked out when asked for, since few are told. */
  readonly evidence: () => Evidence;
}

interface Evidence {
  /** Words of the question in its lines, the rarest first. */
  readonly words: readonly string[];
  /** The line inside it that holds the most of them, where one does. */
  readonly line: { readonly at: number; readonly text: string } | undefined;
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

/** A word of the question, and what is looked for in its place. */
interface Sought {
  readonly word: string;
  readonly stem: string;
  /** What every name begins a word with, or holds, that this word fits. */
  readonly begin: string;
}

interface Candidate {
  readonly definition: Definition;
  readonly file: SearchedFile;
  readonly product: boolean;
  /** The last of its lines that are looked at. */
  readonly to: number;
  readonly deprecated: boolean;
  /** Which words of the question its lines hold, ascending. */
  readonly held: readonly number[];
}

function measure(input: SkillInput): readonly DefinitionFit[] {
  const words = [...questionWords(input.question.text)].map((word) => ({
    word,
    stem: singular(word),
    begin: word.slice(0, 4),
  }));
  const code = namesWrittenAsCode(input.question.text);
  const files = searchedFiles(
    input,
    words.map((one) => one.stem),
  );
  const found = files.flatMap((file) => candidates(file, words.length));
  const holders = words.map(() => 0);
  for (const { held } of found) for (const at of held) holders[at] = (holders[at] ?? 0) + 1;
  // What no definition holds tells nothing apart.
  const weights = holders.map((number) => (number > 0 ? Math.log(1 + found.length / number) : 0));
  const weigh = (some: ArrayLike<number>): number => {
    let sum = 0;
    for (let at = 0; at < some.length; at++) sum += weights[some[at] ?? 0] ?? 0;
    return sum;
  };
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const rarest = words.map((_, at) => at).sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0));
  const places = new Uint32Array(words.length);
  for (const [place, at] of rarest.entries()) places[at] = place;
  return found.map((candidate) => {
    const { definition, file, product, deprecated, held } = candidate;
    const length = definition.endLine - definition.line;
    // Nobody should build on what is going away, and what only hands on does little.
    const share = (deprecated ? 0.5 : 1) * (length < TRIVIAL && !code.has(definition.name) ? 0.7 : 1);
    return {
      definition,
      rank: file.rank,
      product,
      name: share * (code.has(definition.name) ? 1 : nameFit(definition.name, words, (some) => weigh(some) / total)),
      body: (share * weigh(held)) / total / (1 + length / HALF_AT),
      evidence: () => ({
        words: held.toSorted((a, b) => (places[a] ?? 0) - (places[b] ?? 0)).map((at) => words[at]?.word ?? ''),
        line: bestLine(candidate, weigh),
      }),
    };
  });
}

function candidates(file: SearchedFile, words: number): readonly Candidate[] {
  const inline = lineWith(file.text, OWN_TESTS);
  const holds = new Uint8Array(words);
  return overloadsAsOne(file.definitions, file.text).map((definition) => {
    const { line, endLine } = definition;
    const to = Math.min(endLine, line + LINES);
    holds.fill(0);
    for (let at = firstFrom(file.lines, line); (file.lines[at] ?? Number.POSITIVE_INFINITY) <= to; at++)
      holds[file.parts[at] ?? 0] = 1;
    const held: number[] = [];
    for (let word = 0; word < words; word++) if (holds[word] === 1) held.push(word);
    return {
      definition,
      file,
      product: file.product && (inline === undefined || line < inline),
      to,
      deprecated: (file.deprecated[firstFrom(file.deprecated, line)] ?? Number.POSITIVE_INFINITY) <= to,
      held,
    };
  });
}

/** The first line that begins so. */
function lineWith(lines: SourceLines, beginning: string): number | undefined {
  const { text } = lines;
  const place = text.startsWith(beginning) ? 0 : text.indexOf(`\n${beginning}`) + 1;
  return place === 0 && !text.startsWith(beginning) ? undefined : lines.at(place, 1);
}

/** Signatures of one function one after the other: the last, which has the body, stands for all. */
function overloadsAsOne(definitions: readonly Definition[], text: SourceLines): readonly Definition[] {
  return definitions.filter(({ name, endLine }, at) => {
    const next = definitions[at + 1];
    if (next?.name !== name || next.line <= endLine || next.line - endLine > OVERLOADS_APART) return true;
    return !/(?:;|\.\.\.)\s*$/.test(text.of(endLine));
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
function nameFit(name: string, words: readonly Sought[], share: (words: readonly number[]) => number): number {
  const lower = name.toLowerCase();
  // Most names begin no word as the question does, and are not taken apart.
  const near: number[] = [];
  for (let at = 0; at < words.length; at++) if (lower.includes(words[at]?.begin ?? '')) near.push(at);
  if (near.length === 0) return 0;
  const parts = splitName(name).filter((part) => part.length >= 2);
  const matched: number[] = [];
  let length = 0;
  for (const at of near) {
    const { word = '', stem = '' } = words[at] ?? {};
    if (!(word.length >= 4 && lower.includes(stem)) && !parts.some((part) => agree(word, part))) continue;
    matched.push(at);
    length += stem.length;
  }
  if (matched.length === 0) return 0;
  const covered = Math.min(1, length / Math.max(1, lower.length));
  const whole = matched.some((at) => words[at]?.word === lower);
  return Math.min(1, share(matched) * (0.5 + 0.5 * covered) + (whole ? 0.2 : 0));
}

/** The line inside a definition that holds what weighs the most; of equal ones the first. */
function bestLine({ definition, file, to }: Candidate, weigh: (words: ArrayLike<number>) => number): Evidence['line'] {
  let best: Evidence['line'];
  let most = 0;
  const { lines, parts } = file;
  for (
    let at = firstFrom(lines, definition.line + 1), next = at;
    (lines[at] ?? Number.POSITIVE_INFINITY) <= to;
    at = next
  ) {
    const line = lines[at] ?? 0;
    while (lines[next] === line) next++;
    const weight = weigh(parts.subarray(at, next));
    if (weight <= most) continue;
    const text = file.text.of(line);
    if (text.length > 300 || isComment(text)) continue;
    most = weight;
    best = { at: line, text };
  }
  return best;
}
