import assert from 'node:assert/strict';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import fc from 'fast-check';
import { readHere } from '../../../../../src/engine/context/code/read-here.ts';
import { createCodeParser } from '../../../../../src/engine/context/code/tree-sitter-parser.ts';
import { Compressor } from '../../../../../src/engine/context/compressor.ts';
import { createRunGit } from '../../../../../src/engine/context/history/run-git.ts';
import { FileIndex } from '../../../../../src/engine/context/index/file-index.ts';
import { indexMigrations } from '../../../../../src/engine/context/index/migrations.ts';
import { renderContext } from '../../../../../src/engine/domain/context/render-context.ts';
import { WorkspaceFolders } from '../../../../../src/engine/domain/workspace-folders.ts';
import { silentLog } from '../../../../../src/engine/ports/log.ts';
import type { Database } from '../../../../../src/engine/storage/database.ts';
import { openDatabase } from '../../../../../src/engine/storage/open-database.ts';
import { nativeBinding } from '../../../../../src/node/native-binding.ts';
import { systemClock as clock } from '../../../../../src/node/system-clock.ts';
import { TestWorkspace } from '../../../../fixtures/workspace.ts';

const NAMES = ['a.ts', 'b.ts', 'lib/a.ts', 'lib/c.py', 'lib/deep/d.md', 'out/e.ts', 'lib'];
const TEXTS = [
  'export function apple() {\n  return 1;\n}\n',
  'export function bread() {\n  return 2;\n}\n',
  "import { apple } from './a';\nexport const cherry = apple();\n",
  'def damson():\n    return 4\n',
  '',
];
const WORDS = ['apple', 'bread', 'cherry', 'damson', 'return', 'lib', 'deep', 'a', 'c'];
const IGNORES = ['', 'out/\n', 'lib/deep\n*.py\n'];

type Step =
  | { readonly do: 'write'; readonly name: string; readonly text: string }
  | { readonly do: 'delete'; readonly name: string }
  | { readonly do: 'move'; readonly name: string; readonly to: string }
  | { readonly do: 'ignore'; readonly text: string }
  | { readonly do: 'overlay'; readonly name: string; readonly text: string | undefined }
  | { readonly do: 'commit' | 'branch' | 'crash' | 'look' | 'merge' };

const name = fc.constantFrom(...NAMES);
const text = fc.constantFrom(...TEXTS);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), name, text }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), name }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), name, to: name }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('ignore' as const), text: fc.constantFrom(...IGNORES) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('overlay' as const), name, text: fc.option(text, { nil: undefined }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('commit' as const, 'branch' as const, 'crash' as const, 'look' as const, 'merge' as const),
    }),
  },
);

/** An index on a folder, with the process that keeps it: a crash takes the process and leaves the database. */
class Kept {
  readonly workspace = new TestWorkspace();
  readonly overlays = new Map<string, string>();
  #index: FileIndex | undefined;
  #compressor: Compressor | undefined;
  #branches = 0;

  get compressor(): Compressor {
    assert.ok(this.#compressor);
    return this.#compressor;
  }

  async start(): Promise<void> {
    const { index, compressor } = await open(this.workspace.folder, `${this.workspace.data}/index.db`);
    this.#index = index;
    this.#compressor = compressor;
    for (const [path, unsaved] of this.overlays) compressor.overlay(path, unsaved);
    await compressor.sync(() => {});
  }

  crash(): void {
    this.#index?.close();
    this.overlays.clear();
  }

  contents(): unknown {
    assert.ok(this.#index);
    return contents(this.#index);
  }

  /** Does it in the workspace; returns what a watcher would tell. */
  change(one: Step): string[] {
    const { workspace } = this;
    if (one.do === 'write') return this.#write(one.name, one.text);
    if (one.do === 'ignore') return this.#write('.gitignore', one.text);
    if (one.do === 'delete') {
      workspace.delete(one.name);
      return [one.name];
    }
    if (one.do === 'move') return this.#move(one.name, one.to);
    if (one.do === 'commit') workspace.commit();
    if (one.do === 'branch') return this.#branch();
    return one.do === 'commit' ? ['.git/HEAD'] : [];
  }

  #write(path: string, written: string): string[] {
    try {
      this.workspace.write(path, written);
    } catch {
      return []; // A folder is there, or a file where the folder should be.
    }
    return [path];
  }

  #move(from: string, to: string): string[] {
    const { workspace } = this;
    if (!existsSync(workspace.path(from)) || existsSync(workspace.path(to)) || `${to}/`.startsWith(`${from}/`))
      return [];
    try {
      mkdirSync(dirname(workspace.path(to)), { recursive: true });
      renameSync(workspace.path(from), workspace.path(to));
    } catch {
      return [];
    }
    return [from, to];
  }

  /** Another branch, half of whose files read otherwise; back to the first one every second time. */
  #branch(): string[] {
    const { workspace } = this;
    workspace.commit();
    const back = this.#branches++ % 2 === 1;
    workspace.git(back ? ['checkout', '-qf', '-'] : ['checkout', '-qfb', `branch-${this.#branches}`]);
    const told = workspace
      .git(['diff', '--name-only', '--no-renames', '-z', 'HEAD', '@{-1}'])
      .split('\0')
      .filter(Boolean);
    return [...told, '.git/HEAD'];
  }
}

async function open(
  folder: string,
  path: string,
): Promise<{ index: FileIndex; compressor: Compressor; database: Database }> {
  const { database } = await openDatabase({
    path,
    application: 'index',
    migrations: indexMigrations,
    busyMs: 1_000,
    binding: nativeBinding('dist'),
    clock,
    log: silentLog,
  });
  const index = new FileIndex(database);
  const compressor = new Compressor({
    folders: WorkspaceFolders.only(folder),
    index,
    git: (root) => createRunGit(root, clock),
    clock,
    reader: readHere(createCodeParser('dist/grammars', clock, silentLog)),
    runSkills: () => [],
  });
  return { index, compressor, database };
}

/** Everything that a search or a context can tell of an index. */
function contents(index: FileIndex): unknown {
  const { search, imports } = index;
  const named = (word: string): string[] =>
    [...search.filesNamed(word).places].map((place) => search.noScores().pathOf(place));
  const found = WORDS.map((word) => ({
    word,
    frequency: search.frequency(word),
    with: search.filesWith(word, 9),
    product: search.files([{ word, value: 1 }], 'product', 9),
    aside: search.files([{ word, value: 1 }], 'aside', 9),
    symbols: search.symbols([{ word, value: 1 }]).best(9),
    named: named(word).sort(),
    defining: index.definitions.inProduct(word, 9).toSorted(),
  }));
  return {
    files: filesOf(index),
    folders: [...index.folders()].sort(),
    found,
    imports: imports.graph.all(),
    keys: ['a', 'apple'].map((key) => imports.importers(key)),
  };
}

function filesOf(index: FileIndex): unknown {
  return index.files().map(({ path }) => {
    const entry = index.entry(path);
    const { id, text, version, stamp, ...facts } = entry ?? { id: 0, text: 0, version: 0, stamp: undefined };
    const hash = entry && index.hashOf(entry);
    return {
      ...facts,
      hash,
      terms: Buffer.from(index.search.termsOf(id)).toString('hex'),
      definitions: index.definitions.of({ path }),
      imports: index.imports.of(path),
      importing: index.imports.graph.from(path),
      imported: index.imports.graph.to(path),
    };
  });
}

describe('an index that was kept', () => {
  it('equals a fresh one after edits, moves, deletions, branches, unsaved text and crashes', async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const kept = new Kept();
        try {
          kept.workspace.write('a.ts', TEXTS[0] ?? '');
          kept.workspace.commit();
          await kept.start();
          for (const one of steps) {
            // What is remembered of before must not show in the end.
            kept.contents();
            if (one.do === 'crash') {
              kept.crash();
              await kept.start();
            } else if (one.do === 'merge') await kept.compressor.mergeIndex(async () => {});
            else if (one.do === 'look') await kept.compressor.apply('all');
            else if (one.do === 'overlay') {
              if (one.text === undefined) kept.overlays.delete(one.name);
              else kept.overlays.set(one.name, one.text);
              kept.compressor.overlay(one.name, one.text);
            } else {
              const told = kept.change(one);
              if (told.length > 0) await kept.compressor.apply(told);
            }
          }
          await kept.compressor.readCode(
            () => {},
            async () => {},
          );
          const fresh = await open(kept.workspace.folder, ':memory:');
          for (const [path, unsaved] of kept.overlays) fresh.compressor.overlay(path, unsaved);
          await fresh.compressor.sync(() => {});
          await fresh.compressor.readCode(
            () => {},
            async () => {},
          );
          assert.deepEqual(kept.contents(), contents(fresh.index));
          const request = {
            question: { agent: 'sherlock', text: 'why does apple fail in cherry?' },
            agent: { id: 'sherlock', skills: [] },
            budget: 2_000,
          };
          assert.equal(
            renderContext(await kept.compressor.compress(request)),
            renderContext(await fresh.compressor.compress(request)),
          );
          fresh.index.close();
        } finally {
          kept.crash();
          kept.workspace.remove();
        }
      }),
      {
        numRuns: 15,
        examples: [
          [
            [
              { do: 'write', name: 'b.ts', text: TEXTS[2] ?? '' },
              { do: 'delete', name: 'a.ts' },
            ],
          ],
          [
            [
              { do: 'write', name: 'b.ts', text: TEXTS[2] ?? '' },
              { do: 'write', name: 'b.ts', text: TEXTS[1] ?? '' },
            ],
          ],
          [[{ do: 'branch' }, { do: 'move', name: 'a.ts', to: 'b.ts' }, { do: 'branch' }]],
          [
            [
              { do: 'overlay', name: 'a.ts', text: TEXTS[0] },
              { do: 'move', name: 'a.ts', to: 'lib/a.ts' },
            ],
          ],
          [
            [
              { do: 'overlay', name: 'b.ts', text: TEXTS[0] },
              { do: 'write', name: 'b.ts', text: TEXTS[0] ?? '' },
              { do: 'write', name: 'b.ts', text: '' },
            ],
          ],
        ],
      },
    );
  });
});
