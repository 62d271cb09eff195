import type { Entry } from '../index/entry.ts';
import type { Evidence } from './evidence.ts';
import type { Companions } from './signals/companions.ts';
import type { ContentDetail } from './signals/content.ts';
import type { Neighbour } from './signals/import-neighbours.ts';

/** What was found, by signal. */
export interface Reasons extends Evidence {
  readonly company: Companions;
  /** The highest score of a past, and of a companion. */
  readonly mostVotes: number;
  readonly mostCompany: number;
  readonly neighbours: ReadonlyMap<string, Neighbour>;
  /** By path, how near in meaning; and the nearest. */
  readonly meaning: ReadonlyMap<string, number>;
  readonly mostMeaning: number;
}

/** Words named of each signal. */
const SHOWN = 4;
/** Shares of the best below which a past or a companion is not worth telling. */
const TOLD = 0.4;
const VOTED = 'changed by commits about this';

/** Why a file was chosen, for people, the most telling first. */
export function explain(file: Entry, { hits, matched }: ContentDetail, reasons: Reasons): string[] {
  const { path, kind } = file;
  const inQuestion = (word: string): string => reasons.words.find((one) => one.word === word)?.written ?? word;
  const shown = (words: readonly string[]): string => words.slice(0, SHOWN).map(inQuestion).join(', ');
  const why: string[] = [];
  const mentioned = reasons.mentioned.get(path);
  if (mentioned !== undefined) why.push(mentioned);
  const [hit] = hits;
  if (matched.length > 0 && hit !== undefined) {
    const among = hits.length > 1 ? `, best of ${hits.length} parts` : '';
    why.push(`content: ${shown(matched.map(({ word }) => word))}, lines ${hit.first}–${hit.last}${among}`);
  }
  const names = reasons.defined.names.get(path);
  if (names !== undefined) why.push(`defines ${names.slice(0, SHOWN).join(', ')}`);
  const { words } = reasons.paths.score(file);
  if (words.size > 0) why.push(`path: ${shown([...words])}`);
  const joined = reasons.pathPhrases.said(path);
  if (joined.length > 0) why.push(`path phrase: ${joined.slice(0, SHOWN).join(', ')}`);
  const said = reasons.phrases.said.get(path);
  if (said !== undefined) why.push(`phrase: ${said.split(' ').map(inQuestion).join(' ')}`);
  const votes = reasons.past.votes.get(path) ?? 0;
  if (votes > TOLD * reasons.mostVotes) why.push(VOTED);
  const company = reasons.company.get(path) ?? 0;
  if (company > TOLD * reasons.mostCompany) why.push(`changes together with ${reasons.company.beside(path)}`);
  const neighbour = reasons.neighbours.get(path);
  if (neighbour !== undefined) why.push(`imported by ${neighbour.by}`);
  const near = reasons.meaning.get(path) ?? 0;
  if (near > 0 && near > TOLD * reasons.mostMeaning) why.push('near in meaning');
  if (why.length === 0) {
    // Nothing much, but it is what there is.
    if (company > 0) why.push(`changes together with ${reasons.company.beside(path)}`);
    else if (votes > 0) why.push(VOTED);
    else if (near > 0) why.push('near in meaning');
  }
  if (kind !== 'product') why.push(kind);
  return why;
}
