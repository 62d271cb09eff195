import * as v from 'valibot';
import type { Question } from '../../domain/question.ts';
import { limits } from '../../limits.ts';
import type { AskRecord } from '../../ports/ask-journal.ts';
import type { Database, SqlValue } from '../../storage/database.ts';

const text = v.string();
const line = v.pipe(v.number(), v.integer(), v.minValue(1));
const ingredientsSchema = v.object({
  answerClass: text,
  agent: text,
  budget: v.number(),
  files: v.array(v.tuple([text, text, text])),
  project: text,
  dependencies: text,
  changes: text,
  findings: text,
});
const questionSchema = v.object({
  agent: text,
  text,
  focus: v.exactOptional(v.object({ path: text, from: v.exactOptional(line), to: v.exactOptional(line) })),
  pool: v.exactOptional(text),
});

/** The table `asked`. Each call may throw as the database does. */
export interface JournalTable {
  get(key: string): AskRecord | undefined;
  withDigest(digest: string): AskRecord | undefined;
  /** Key and context of every record there is: at most `limits.journalEntries`, and what came since the last trim. */
  keys(): { readonly key: string; readonly context: string }[];
  put(record: AskRecord, times: number): void;
  /** The question was asked again, and nothing else is new. Returns whether there is such a row. */
  again(key: string, times: number, askedAt: number): boolean;
  sharing(context: string, agent: string): AskRecord[];
  often(limit: number): AskRecord[];
  /** Forgets the questions asked longest ago, past the bound. */
  trim(): void;
  clear(): void;
}

export function createJournalTable(database: Database): JournalTable {
  const get = database.prepare('SELECT * FROM asked WHERE key = ?');
  const withDigest = database.prepare('SELECT * FROM asked WHERE digest = ? LIMIT 1');
  const keys = database.prepare('SELECT key, context FROM asked');
  const put = database.prepare(`
    INSERT INTO asked (key, agent, title, question, context, digest, ingredients, asked_at, times) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET question = excluded.question, context = excluded.context, digest = excluded.digest,
      ingredients = excluded.ingredients, asked_at = excluded.asked_at, times = times + excluded.times`);
  const again = database.prepare('UPDATE asked SET asked_at = ?, times = times + ? WHERE key = ?');
  const sharing = database.prepare(
    'SELECT * FROM asked WHERE context = ? AND agent = ? ORDER BY asked_at DESC LIMIT ?',
  );
  const often = database.prepare('SELECT * FROM asked ORDER BY times DESC, asked_at DESC LIMIT ?');
  const trim = database.prepare(
    'DELETE FROM asked WHERE asked_at < (SELECT asked_at FROM asked ORDER BY asked_at DESC LIMIT 1 OFFSET ?)',
  );
  const clear = database.prepare('DELETE FROM asked');
  const records = (rows: Record<string, SqlValue>[]): AskRecord[] => rows.flatMap((row) => toRecord(row) ?? []);
  return {
    get(key) {
      const row = get.get(key);
      return row === undefined ? undefined : toRecord(row);
    },
    withDigest(digest) {
      const row = withDigest.get(digest);
      return row === undefined ? undefined : toRecord(row);
    },
    keys: () => keys.all().map(({ key, context }) => ({ key: String(key), context: String(context) })),
    put({ key, agent, title, question, context, digest, ingredients, askedAt }, times) {
      const asked = question === undefined ? null : JSON.stringify(question);
      put.run(key, agent, title, asked, context, digest, JSON.stringify(ingredients), askedAt, times);
    },
    again: (key, times, askedAt) => again.run(askedAt, times, key).changes > 0,
    sharing: (context, agent) => records(sharing.all(context, agent, limits.sharingRecords)),
    often: (limit) => records(often.all(limit)),
    trim: () => void trim.run(limits.journalEntries),
    clear: () => void clear.run(),
  };
}

/** A row as it was written, or `undefined` when it is not one: database rows are untrusted input. */
function toRecord(row: Record<string, SqlValue>): AskRecord | undefined {
  const ingredients = v.safeParse(ingredientsSchema, parse(row.ingredients));
  if (!ingredients.success) return undefined;
  const question = v.safeParse(questionSchema, parse(row.question));
  const asked: Question | undefined = question.success ? question.output : undefined;
  return {
    key: String(row.key),
    agent: String(row.agent),
    title: String(row.title),
    question: asked,
    context: String(row.context),
    digest: String(row.digest),
    ingredients: ingredients.output,
    askedAt: Number(row.asked_at),
    times: Number(row.times),
  };
}

function parse(json: SqlValue | undefined): unknown {
  try {
    return typeof json === 'string' ? JSON.parse(json) : undefined;
  } catch {
    return undefined;
  }
}
