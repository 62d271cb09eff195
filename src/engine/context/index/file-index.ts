import { createHash } from 'node:crypto';
import type { Definition, FileFacts, FileKind, ImportEdge } from '../../domain/project-view.ts';
import { limits } from '../../limits.ts';
import type { Database } from '../../storage/database.ts';
import { kindOf } from '../classify/kind-of.ts';
import { languageOf } from '../classify/language-of.ts';
import { parseCode } from '../code/parse-code.ts';
import { splitWords } from '../rank/split-words.ts';
import { redact } from '../redact/redact.ts';
import type { FileText } from './read-text.ts';

/** What the index remembers of a file on disk; equal stamps mean that nothing has to be read. */
export interface Stamp {
  readonly size: number;
  readonly mtime: number;
}

export interface ChunkHit {
  readonly path: string;
  readonly first: number;
  readonly last: number;
  readonly kind: FileKind;
  /** BM25, higher is better. */
  readonly score: number;
}

/** The index of one workspace: files, searchable chunks, definitions and imports. Every write is one file, whole. */
export class FileIndex {
  readonly #db: Database;
  readonly #sql: ReturnType<typeof statements>;

  constructor(database: Database) {
    this.#db = database;
    this.#sql = statements(database);
  }

  transaction<T>(work: () => T): T {
    return this.#db.transaction(work);
  }

  stamps(): Map<string, Stamp> {
    return new Map(
      this.#sql.stamps.all().map((row) => [String(row.path), { size: Number(row.size), mtime: Number(row.mtime) }]),
    );
  }

  /** Puts a file in, or its new text in place of the old; returns whether anything changed. Call within a transaction. */
  put(path: string, file: FileText): boolean {
    const hash = createHash('sha1')
      .update(file.text ?? `${file.size}`)
      .digest('hex');
    const known = this.#sql.known.get(path);
    if (known?.hash === hash) {
      this.#sql.touch.run(file.size, file.mtimeMs, Number(known.id));
      return false;
    }
    this.remove(path);
    // No secret reaches the database: neither as a word to search for nor in a signature.
    const text = redact(file.text ?? '').text;
    const language = languageOf(path);
    const kind = file.text === undefined ? 'data' : kindOf(path, text);
    const lines = text.split('\n');
    this.#sql.addFile.run(path, file.size, file.mtimeMs, hash, language, kind, lines.length);
    const id = Number(this.#sql.known.get(path)?.id);
    const parsed = parseCode(text, language);
    const names = parsed.definitions;
    for (const d of names) {
      this.#sql.addDefinition.run(
        id,
        d.name,
        d.kind,
        d.line,
        d.endLine,
        Number(d.exported),
        Number(d.documented),
        d.signature,
      );
    }
    for (const { line, specifier } of parsed.imports) this.#sql.addImport.run(id, line, specifier);
    const pathWords = splitWords(path);
    const searchable = kind === 'generated' ? [] : lines;
    for (let first = 0; first === 0 || first < searchable.length; first += limits.chunkLines) {
      const last = Math.min(first + limits.chunkLines, Math.max(1, searchable.length));
      const body = splitWords(searchable.slice(first, last).join('\n'));
      const defined = names.filter((d) => d.line > first && d.line <= last).map((d) => d.name);
      this.#sql.addLines.run(id, first + 1, last);
      this.#sql.addChunk.run(pathWords, splitWords(defined.join(' ')), body);
    }
    return true;
  }

  /** Call within a transaction. Returns whether the file was known. */
  remove(path: string): boolean {
    const known = this.#sql.known.get(path);
    if (known === undefined) return false;
    const id = Number(known.id);
    this.#sql.removeChunks.run(id);
    this.#sql.removeFile.run(id);
    return true;
  }

  /** The best chunks for these words, best first. A match in a definition's name or the path counts more than in the text. */
  search(words: readonly string[], limit: number): ChunkHit[] {
    if (words.length === 0) return [];
    const query = words.map((word) => `"${word.replaceAll('"', '""')}"`).join(' OR ');
    return this.#sql.search.all(query, limit).map((row) => ({
      path: String(row.path),
      first: Number(row.first),
      last: Number(row.last),
      kind: String(row.kind) as FileKind,
      score: -Number(row.score),
    }));
  }

  files(): FileFacts[] {
    return this.#sql.files.all().map((row) => ({
      path: String(row.path),
      language: String(row.language),
      kind: String(row.kind) as FileKind,
      bytes: Number(row.size),
      lines: Number(row.lines),
    }));
  }

  count(): number {
    return Number(this.#sql.count.get()?.n ?? 0);
  }

  has(path: string): boolean {
    return this.#sql.known.get(path) !== undefined;
  }

  definitions(of: { readonly path?: string; readonly name?: string }): Definition[] {
    return this.#sql.definitions.all(of.path ?? null, of.path ?? null, of.name ?? null, of.name ?? null).map((row) => ({
      path: String(row.path),
      name: String(row.name),
      kind: String(row.kind) as Definition['kind'],
      line: Number(row.line),
      endLine: Number(row.end_line),
      exported: row.exported === 1,
      documented: row.documented === 1,
      signature: String(row.signature),
    }));
  }

  imports(from: string | undefined): Omit<ImportEdge, 'to'>[] {
    return this.#sql.imports.all(from ?? null, from ?? null).map((row) => ({
      from: String(row.path),
      line: Number(row.line),
      specifier: String(row.specifier),
    }));
  }

  /** Bytes of the database on disk. */
  bytes(): number {
    const pages = Number(this.#db.prepare('PRAGMA page_count').get()?.page_count ?? 0);
    return this.#db.path === ':memory:'
      ? 0
      : pages * Number(this.#db.prepare('PRAGMA page_size').get()?.page_size ?? 0);
  }

  close(): void {
    this.#db.close();
  }
}

function statements(db: Database) {
  return {
    stamps: db.prepare('SELECT path, size, mtime FROM files'),
    known: db.prepare('SELECT id, hash FROM files WHERE path = ?'),
    touch: db.prepare('UPDATE files SET size = ?, mtime = ? WHERE id = ?'),
    addFile: db.prepare(
      'INSERT INTO files (path, size, mtime, hash, language, kind, lines) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    addLines: db.prepare('INSERT INTO chunk_lines (file, first, last) VALUES (?, ?, ?)'),
    addChunk: db.prepare('INSERT INTO chunks (rowid, path, names, body) VALUES (last_insert_rowid(), ?, ?, ?)'),
    addDefinition: db.prepare('INSERT INTO definitions VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
    addImport: db.prepare('INSERT INTO imports VALUES (?, ?, ?)'),
    removeChunks: db.prepare('DELETE FROM chunks WHERE rowid IN (SELECT id FROM chunk_lines WHERE file = ?)'),
    removeFile: db.prepare('DELETE FROM files WHERE id = ?'),
    search: db.prepare(`
      SELECT f.path, f.kind, l.first, l.last, hit.score FROM
        (SELECT rowid, bm25(chunks, 3.0, 2.0, 1.0) AS score FROM chunks WHERE chunks MATCH ? ORDER BY score LIMIT ?) AS hit
        JOIN chunk_lines l ON l.id = hit.rowid JOIN files f ON f.id = l.file
      ORDER BY hit.score, f.path, l.first`),
    files: db.prepare('SELECT path, size, language, kind, lines FROM files ORDER BY path'),
    count: db.prepare('SELECT count(*) AS n FROM files'),
    definitions: db.prepare(`
      SELECT f.path, d.* FROM definitions d JOIN files f ON f.id = d.file
      WHERE (? IS NULL OR f.path = ?) AND (? IS NULL OR d.name = ?) ORDER BY f.path, d.line LIMIT 5000`),
    imports: db.prepare(`
      SELECT f.path, i.line, i.specifier FROM imports i JOIN files f ON f.id = i.file
      WHERE (? IS NULL OR f.path = ?) ORDER BY f.path, i.line LIMIT 50000`),
  };
}
