import { limits } from '../../limits.ts';
import type { Database } from '../../storage/database.ts';
import { kindOf } from '../classify/kind-of.ts';
import { languageOf } from '../classify/language-of.ts';
import type { CodeText, ParsedCode } from '../code/code-parser.ts';
import { importKeys } from '../code/imports/import-keys.ts';
import { detached } from '../detached.ts';
import { encodeFileTerms } from '../rank/terms/encode-file-terms.ts';
import { wordsOf } from '../rank/terms/words-of.ts';
import { redact } from '../redact/redact.ts';
import type { Catalogue, Entry } from './catalogue.ts';
import { chunkId } from './chunk-id.ts';
import { type ChunkWords, chunkWords } from './chunk-words.ts';
import { LineWords } from './line-words.ts';
import type { FileText } from './read-text.ts';
import { textHash } from './text-hash.ts';

/** What else is to be done with a text that is put in. */
export interface PutText {
  /** Told of what phase two will be about, before the text is written. */
  readonly onCode?: (code: CodeText) => void;
  /** Somebody works on the file: of its next text, what differs is read. */
  readonly again?: boolean;
}

const NO_WORDS: ChunkWords = chunkWords([]);

/** Writes one file at a time, whole, in two phases. Every call belongs in a transaction. */
export class IndexWriter {
  readonly #catalogue: Catalogue;
  readonly #localOf: (path: string) => string;
  readonly #sql: ReturnType<typeof statements>;
  readonly #lineWords = new LineWords();

  /** @param localOf the path of a file within its folder of the workspace: what a file is for does not hang on the folder's name. */
  constructor(database: Database, catalogue: Catalogue, localOf: (path: string) => string) {
    this.#catalogue = catalogue;
    this.#localOf = localOf;
    this.#sql = statements(database);
  }

  /**
   * Phase one: puts a file's text in, or its new text in place of the old. Text that is the same leaves everything as it is but
   * the stamp. Returns whether anything changed that a search can see.
   */
  putText(path: string, file: FileText, { onCode, again = false }: PutText = {}): boolean {
    const digest = textHash(file);
    const known = this.#catalogue.get(path);
    const stamp = { size: file.size, mtime: file.mtimeMs, ctime: file.ctimeMs };
    if (known !== undefined && this.#sql.hashOf.value(known.id) === digest) {
      const { size, mtime, ctime } = known.stamp;
      if (size === stamp.size && mtime === stamp.mtime && ctime === stamp.ctime) return false;
      this.#sql.touch.run(stamp.size, stamp.mtime, stamp.ctime, known.id);
      this.#catalogue.touch(path, stamp);
      return false;
    }
    if (known !== undefined) this.#removeRows(known);
    // No secret reaches the database: neither as a word to search for nor in a signature.
    const { text, count: secrets } = redact(file.text ?? '');
    const language = languageOf(path);
    const kind = file.text === undefined ? 'data' : kindOf(this.#localOf(path), text);
    const parsed = kind === 'generated' || kind === 'data' || text === '';
    if (!parsed) onCode?.({ text, language });
    const ends = lineEnds(text);
    const lines = ends.length;
    const { size, mtime, ctime } = stamp;
    const id = this.#catalogue.nextId();
    this.#sql.addFile.run(id, path, size, mtime, ctime, digest, language, kind, lines, Number(parsed), secrets);
    this.#sql.addPath.run(id, wordsOf(path).join(' '));
    const searchable = kind === 'generated' ? 0 : lines;
    const addChunk = kind === 'product' ? this.#sql.addProduct : this.#sql.addAside;
    const wordsIn =
      again && kind !== 'generated'
        ? this.#lineWords.of(path, text, ends)
        : (from: number, to: number) => chunkWords(wordsOf(text.slice(from === 0 ? 0 : ends[from - 1], ends[to - 1])));
    const chunks: { first: number; last: number; hashes: Uint32Array }[] = [];
    for (let first = 0, number = 0; first === 0 || first < searchable; first += limits.chunkLines, number++) {
      const chunk = chunkId(id, number);
      const last = Math.min(first + limits.chunkLines, Math.max(1, searchable));
      const { body, hashes } = searchable === 0 ? NO_WORDS : wordsIn(first, last);
      this.#sql.addLines.run(chunk, id, first + 1, last);
      addChunk.run(chunk, body);
      chunks.push({ first: first + 1, last, hashes });
    }
    this.#sql.addTerms.run(id, encodeFileTerms(chunks));
    this.#catalogue.set({ id, path: detached(path), language, kind, lines, stamp, parsed, clean: secrets === 0 });
    return true;
  }

  /** Phase two: what a parser found in the text that phase one has put in. */
  putCode(path: string, { definitions, imports }: ParsedCode): void {
    const entry = this.#catalogue.get(path);
    if (entry === undefined || entry.parsed) return;
    for (const d of definitions) {
      this.#sql.addDefinition.run(
        entry.id,
        d.name,
        d.kind,
        d.line,
        d.firstLine ?? d.line,
        d.endLine,
        Number(d.exported),
        Number(d.documented),
        d.signature,
        d.doc ?? '',
        d.parent ?? null,
      );
    }
    for (const { line, specifier, names = [] } of imports)
      this.#sql.addImport.run(entry.id, line, specifier, names.join(' '));
    for (const key of importKeys(imports)) this.#sql.addImportKey.run(key, entry.id);
    if (definitions.length > 0) {
      for (const chunk of this.#sql.chunkLines.all(entry.id)) {
        const within = definitions.filter((d) => d.line >= Number(chunk.first) && d.line <= Number(chunk.last));
        if (within.length > 0)
          this.#sql.addSymbols.run(
            Number(chunk.id),
            wordsOf(within.map((d) => d.name).join(' ')).join(' '),
            wordsOf(within.map((d) => d.doc ?? '').join(' ')).join(' '),
          );
      }
    }
    this.#sql.setParsed.run(entry.id);
    this.#catalogue.set({ ...entry, stamp: entry.stamp, parsed: true });
  }

  /** Returns whether the file was known. */
  remove(path: string): boolean {
    const known = this.#catalogue.get(path);
    if (known === undefined) return false;
    this.#removeRows(known);
    this.#catalogue.delete(path);
    return true;
  }

  #removeRows(known: Entry): void {
    const shelf = known.kind === 'product' ? this.#sql.removeProduct : this.#sql.removeAside;
    shelf.run(known.id);
    this.#sql.removePath.run(known.id);
    if (known.parsed) this.#sql.removeSymbols.run(known.id);
    this.#sql.removeFile.run(known.id);
  }
}

/** Where each line of a text ends. */
function lineEnds(text: string): number[] {
  const ends: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends.push(at);
  ends.push(text.length);
  return ends;
}

function statements(db: Database) {
  return {
    hashOf: db.prepare('SELECT hash FROM files WHERE id = ?'),
    touch: db.prepare('UPDATE files SET size = ?, mtime = ?, ctime = ? WHERE id = ?'),
    addFile: db.prepare(
      'INSERT INTO files (id, path, size, mtime, ctime, hash, language, kind, lines, parsed, secrets) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    addPath: db.prepare('INSERT INTO paths (rowid, path) VALUES (?, ?)'),
    addLines: db.prepare('INSERT INTO chunk_lines (id, file, first, last) VALUES (?, ?, ?, ?)'),
    addTerms: db.prepare('INSERT INTO file_terms (file, terms) VALUES (?, ?)'),
    addProduct: db.prepare('INSERT INTO chunks (rowid, body) VALUES (?, ?)'),
    addAside: db.prepare('INSERT INTO aside (rowid, body) VALUES (?, ?)'),
    chunkLines: db.prepare('SELECT id, first, last FROM chunk_lines WHERE file = ? ORDER BY first'),
    addSymbols: db.prepare('INSERT INTO symbols (rowid, names, docs) VALUES (?, ?, ?)'),
    addDefinition: db.prepare('INSERT INTO definitions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    addImport: db.prepare('INSERT INTO imports VALUES (?, ?, ?, ?)'),
    addImportKey: db.prepare('INSERT OR IGNORE INTO import_keys VALUES (?, ?)'),
    setParsed: db.prepare('UPDATE files SET parsed = 1 WHERE id = ?'),
    removeProduct: db.prepare('DELETE FROM chunks WHERE rowid IN (SELECT id FROM chunk_lines WHERE file = ?)'),
    removeAside: db.prepare('DELETE FROM aside WHERE rowid IN (SELECT id FROM chunk_lines WHERE file = ?)'),
    removePath: db.prepare('DELETE FROM paths WHERE rowid = ?'),
    removeSymbols: db.prepare('DELETE FROM symbols WHERE rowid IN (SELECT id FROM chunk_lines WHERE file = ?)'),
    removeFile: db.prepare('DELETE FROM files WHERE id = ?'),
  };
}
