import type { Answer } from '../../domain/answer.ts';
import { filesOf } from '../tiers/files-of.ts';
import { worthOf } from '../tiers/worth.ts';
import type { AnswerCodec } from './answer-codec.ts';
import type { DiskStatements } from './disk-statements.ts';
import { joinedFiles } from './joined-files.ts';
import { rowId } from './row-id.ts';

/** Writes answers of one batch as rows, within the caller's transaction. */
export class RowWriter {
  readonly #sql: DiskStatements;
  readonly #codec: AnswerCodec;
  readonly #now: number;
  readonly #inflation: number;
  #entries = 0;
  #bytes = 0;

  /** @param now ms since the epoch. @param inflation see `worthOf`. */
  constructor(sql: DiskStatements, codec: AnswerCodec, now: number, inflation: number) {
    this.#sql = sql;
    this.#codec = codec;
    this.#now = now;
    this.#inflation = inflation;
  }

  /** @param lifetimeMs ms it may live in memory, on disk twice that. */
  write(digest: string, answer: Answer, lifetimeMs: number): void {
    const { agent, backend, question, createdAt, generateMs, tokens } = answer;
    const sql = this.#sql;
    const id = rowId(digest);
    const body = this.#codec.encode(answer, lifetimeMs);
    const bytes = Buffer.byteLength(body);
    const worth = worthOf(this.#inflation, 1, generateMs, bytes);
    const spent = tokens.prompt + tokens.answer;
    const files = joinedFiles(filesOf(answer));
    const row = [
      digest,
      agent,
      backend,
      question,
      createdAt,
      this.#now,
      generateMs,
      spent,
      bytes,
      worth,
      files,
    ] as const;
    const seq = sql.seqOf.value(id);
    if (seq !== undefined) {
      sql.renew.run(...row, seq);
      sql.renewBody.run(body, id);
      return;
    }
    sql.add.run(...row, id);
    sql.addBody.run(body, id);
    this.#entries++;
    this.#bytes += bytes;
  }

  /** All are written. */
  end(): void {
    if (this.#entries > 0) this.#sql.grow.run(this.#entries, this.#bytes);
  }
}
