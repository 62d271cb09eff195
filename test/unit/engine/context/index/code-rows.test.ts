import assert from 'node:assert/strict';
import { parseCode } from '../../../../../src/engine/context/code/parse-code.ts';
import { FileIndex } from '../../../../../src/engine/context/index/file-index.ts';
import { limits } from '../../../../../src/engine/limits.ts';
import type { Database } from '../../../../../src/engine/storage/database.ts';
import { openIndexDatabase } from '../../../../fixtures/context/open-index-database.ts';

const TABLES = ['definitions', 'definers', 'imports', 'import_keys'];
const PATH = 'src/shop.ts';
const SHOP = "import { tax } from './tax';\nexport function basket() {}\nexport function price() {}\n";

describe('the code of a file in the index', () => {
  let database: Database;
  let index: FileIndex;
  beforeEach(async () => {
    database = await openIndexDatabase();
    index = new FileIndex(database);
    save(index, SHOP);
    database.exec('CREATE TEMP TABLE written (name TEXT)');
    for (const table of TABLES)
      for (const event of ['INSERT', 'UPDATE', 'DELETE'])
        database.exec(
          `CREATE TEMP TRIGGER ${event}_${table} AFTER ${event} ON main.${table} BEGIN INSERT INTO written VALUES ('${event} ${table}'); END`,
        );
  });
  afterEach(() => index.close());

  const written = (): unknown[] => database.prepare('SELECT name FROM written ORDER BY name').all().map(Object.values);

  it('is not written again by a save that leaves it as it is', () => {
    save(index, `${SHOP}// done\n`);
    assert.deepEqual(written(), []);
    assert.deepEqual(names(index), ['basket', 'price']);
  });

  it('is written where it differs', () => {
    save(index, SHOP.replace('price', 'stock'));
    assert.deepEqual(written().flat(), ['DELETE definers', 'INSERT definers', 'INSERT definitions']);
    assert.deepEqual(names(index), ['basket', 'stock']);
    assert.deepEqual(index.definitions.inProduct('price', 5), []);
    assert.deepEqual(index.definitions.inProduct('stock', 5), [PATH]);
  });

  it('is not told while that of a later text waits to be read', () => {
    put(index, `// A line more.\n${SHOP}`);
    assert.deepEqual(names(index), []);
    assert.deepEqual(index.definitions.of({ name: 'price' }), []);
    assert.deepEqual(index.definitions.inProduct('price', 5), []);
    assert.deepEqual(index.imports.of(PATH), []);
    assert.deepEqual(index.imports.importersOf(['tax']), []);
  });

  it('is not read of a file that is too long for it', () => {
    const text = `${SHOP}// ${'-'.repeat(limits.parsedChars)}\n`;
    const file = { size: text.length, mtimeMs: 2, ctimeMs: 2, text };
    index.transaction(() => index.putText(PATH, file, { onCode: () => assert.fail('It was given to the reader.') }));
    assert.equal(index.waiting(), 0);
    assert.deepEqual(names(index), []);
  });

  it('goes with the file, and with a text that has none', () => {
    for (const change of [() => index.remove(PATH), () => put(index, '')]) {
      save(index, SHOP);
      index.transaction(change);
      for (const table of TABLES) assert.equal(database.prepare(`SELECT * FROM ${table}`).all().length, 0, table);
    }
  });
});

function put(index: FileIndex, text: string): void {
  index.putText(PATH, { size: text.length, mtimeMs: text.length, ctimeMs: 1, text });
}

function save(index: FileIndex, text: string): void {
  index.transaction(() => {
    put(index, text);
    index.putCode(PATH, parseCode(text, 'typescript'));
  });
}

function names(index: FileIndex): string[] {
  return index.definitions.of({ path: PATH }).map(({ name }) => name);
}
