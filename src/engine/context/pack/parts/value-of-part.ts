/** What is known of a file, as far as it tells how much its parts are worth. */
export interface FileSigns {
  /** 0 for the best. */
  readonly rank: number;
  /** Its score, of the best file's: 0 to 1. */
  readonly score: number;
  readonly chars: number;
}

/** What is known of one part of it. */
export interface PartSigns {
  readonly lines: number;
  /** What share of the question's worth stands in it: see `relevance`. */
  readonly words: number;
  /** The same of the line that has most of it: 0 to 1. */
  readonly line: number;
  /** Its relevance, of the most relevant part's of the file: 0 to 1. */
  readonly relevance: number;
  /** Score of the chunk that it lies in, of the file's best chunk: 0 to 1. */
  readonly chunk: number;
  /** Imports to a line. */
  readonly imports: number;
  /** A finding points at it. */
  readonly found: boolean;
  /** The developer looks at it. */
  readonly focus: boolean;
}

/** Steps of the file's share, so that a small shift of its score changes nothing. */
const STEPS = 4;
const LOOKED_AT = 10;

/**
 * The odds, but for a factor, that a part has what an answer needs. Fitted as a logistic regression over the parts of the files chosen
 * for commits' messages: had the commit changed a line there? Then rounded and flattened, so that files that rank lower, and parts
 * beside the most telling ones, are shown too. A part is worth as much for each of its lines, so that a long one stands no worse than
 * two short ones.
 */
export function valueOfPart(file: FileSigns, part: PartSigns): number {
  const ofFile = 3 * file.score - 0.4 * Math.log(1 + file.rank) - 0.6 * Math.log(100 + file.chars);
  const ofWords = file.score * part.words + 1.5 * part.line;
  const ofPart = part.relevance + part.chunk + ofWords + 2 * Math.min(1, part.imports);
  const pointed = (part.found ? 0.7 : 0) + (part.focus ? LOOKED_AT : 0);
  return part.lines * Math.exp(Math.round(ofFile * STEPS) / STEPS + ofPart + pointed);
}
