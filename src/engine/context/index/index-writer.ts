import { limits } from '../../limits.ts';
import type { Database } from '../../storage/database.ts';
import { kindOf } from '../classify/kind-of.ts';
import { languageOf } from '../classify/language-of.ts';
import type { CodeText, ParsedCode } from '../code/code-parser.ts';
import { detached } from '../detached.ts';
import { encodeFileTerms } from '../rank/terms/encode-file-terms.ts';
import { wordsOf } from '../rank/terms/words-of.ts';
import { redact } from '../redact/redact.ts';
import type { Catalogue } from './catalogue.ts';
import { type ChunkWords, chunkWords } from './chunk-words.ts';
import { chunksOf } from './chunks-of.ts';
import { CodeRows } from './code-rows.ts';
import type { Entry } from './entry.ts';
import { LineWords } from './line-words.ts';
import { partId, partsOf } from './part-id.ts';
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
  readonly #code: CodeRows;
  readonly #lineWords = new LineWords();

  /** @param localOf the path of a file within its folder of the workspace: what a file is for does not hang on the folder's name. */
  constructor(database: Database, catalogue: Catalogue, localOf: (path: string) => string) {
    this.#catalogue = catalogue;
    this.#localOf = localOf;
    this.#sql = statements(database);
    this.#code = new CodeRows(database);
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
    if (known !== undefined) this.#removeText(known);
    // No secret reaches the database: neither as a word to search for nor in a signature.
    const { text, count: secrets } = redact(file.text ?? '');
    const language = languageOf(path);
    const kind = file.text === undefined ? 'data' : kindOf(this.#localOf(path), text);
    const parsed = kind === 'generated' || kind === 'data' || text === '' || text.length > limits.parsedChars;
    if (!parsed) onCode?.({ text, language });
    const ends = lineEnds(text);
    const lines = ends.length;
    const id = known?.id ?? this.#catalogue.nextId();
    const textId = known === undefined ? id : this.#catalogue.nextId();
    const { size, mtime, ctime } = stamp;
    const facts = [textId, size, mtime, ctime, digest, language, kind, lines, Number(parsed), secrets];
    if (known === undefined) {
      this.#sql.addFile.run(id, path, ...facts);
      this.#sql.addPath.run(id, wordsOf(path).join(' '));
    } else {
      this.#sql.setFile.run(...facts, id);
      // What its code says stays until it is read again, and is not told: most of it will be the same.
      if (parsed) this.#code.remove(id);
    }
    const addChunk = kind === 'product' ? this.#sql.addProduct : this.#sql.addAside;
    const wordsIn =
      again && kind !== 'generated'
        ? this.#lineWords.of(path, text, ends)
        : (from: number, to: number) => chunkWords(wordsOf(text.slice(from === 0 ? 0 : ends[from - 1], ends[to - 1])));
    const chunks = chunksOf({ kind, lines }).map(({ first, last }, number) => {
      const { body, hashes } = kind === 'generated' ? NO_WORDS : wordsIn(first - 1, last);
      addChunk.run(partId(textId, number), body);
      return { first, last, hashes };
    });
    this.#sql.putTerms.run(id, encodeFileTerms(chunks));
    const clean = secrets === 0;
    this.#catalogue.set({ id, text: textId, path: detached(path), language, kind, lines, stamp, parsed, clean });
    return true;
  }

  /** Phase two: what a parser found in the text that phase one has put in. */
  putCode(path: string, code: ParsedCode): void {
    const entry = this.#catalogue.get(path);
    if (entry === undefined || entry.parsed) return;
    this.#code.put(entry.id, code);
    const { definitions } = code;
    if (definitions.length > 0) {
      for (const [number, { first, last }] of chunksOf(entry).entries()) {
        const within = definitions.filter((d) => d.line >= first && d.line <= last);
        if (within.length > 0)
          this.#sql.addSymbols.run(
            partId(entry.text, number),
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
    this.#removeText(known);
    this.#code.remove(known.id);
    for (const remove of [this.#sql.removePath, this.#sql.removeTerms, this.#sql.removeFile]) remove.run(known.id);
    this.#catalogue.delete(path);
    return true;
  }

  /** What is known by the id of its text. */
  #removeText({ kind, text, parsed }: Entry): void {
    const shelf = kind === 'product' ? this.#sql.removeProduct : this.#sql.removeAside;
    shelf.run(text, text);
    if (parsed) this.#sql.removeSymbols.run(text, text);
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
  // FTS5 goes through all rows to find those of a range; its own table of their sizes has an index of them.
  const removingFrom = (table: string) =>
    db.prepare(
      `DELETE FROM ${table} WHERE rowid IN (SELECT id FROM ${table}_docsize WHERE id BETWEEN ${partsOf('?')})`,
    );
  return {
    hashOf: db.prepare('SELECT hash FROM files WHERE id = ?'),
    touch: db.prepare('UPDATE files SET size = ?, mtime = ?, ctime = ? WHERE id = ?'),
    addFile: db.prepare(
      'INSERT INTO files (id, path, text, size, mtime, ctime, hash, language, kind, lines, parsed, secrets) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    setFile: db.prepare(
      'UPDATE files SET text = ?, size = ?, mtime = ?, ctime = ?, hash = ?, language = ?, kind = ?, lines = ?, parsed = ?, secrets = ? WHERE id = ?',
    ),
    addPath: db.prepare('INSERT INTO paths (rowid, path) VALUES (?, ?)'),
    putTerms: db.prepare('INSERT OR REPLACE INTO file_terms (file, terms) VALUES (?, ?)'),
    addProduct: db.prepare('INSERT INTO chunks (rowid, body) VALUES (?, ?)'),
    addAside: db.prepare('INSERT INTO aside (rowid, body) VALUES (?, ?)'),
    addSymbols: db.prepare('INSERT INTO symbols (rowid, names, docs) VALUES (?, ?, ?)'),
    setParsed: db.prepare('UPDATE files SET parsed = 1 WHERE id = ?'),
    removeProduct: removingFrom('chunks'),
    removeAside: removingFrom('aside'),
    removeSymbols: removingFrom('symbols'),
    removePath: db.prepare('DELETE FROM paths WHERE rowid = ?'),
    removeTerms: db.prepare('DELETE FROM file_terms WHERE file = ?'),
    removeFile: db.prepare('DELETE FROM files WHERE id = ?'),
  };
}
