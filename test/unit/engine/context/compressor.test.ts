import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { parseCode } from '../../../../src/engine/context/code/parse-code.ts';
import { readHere } from '../../../../src/engine/context/code/read-here.ts';
import { Compressor } from '../../../../src/engine/context/compressor.ts';
import { createRunGit } from '../../../../src/engine/context/history/run-git.ts';
import type { FileIndex } from '../../../../src/engine/context/index/file-index.ts';
import { countTokens } from '../../../../src/engine/context/tokens/count-tokens.ts';
import type { ProjectContext } from '../../../../src/engine/domain/context/context.ts';
import { renderContext } from '../../../../src/engine/domain/context/render-context.ts';
import type { Finding } from '../../../../src/engine/domain/finding.ts';
import type { SkillInput } from '../../../../src/engine/domain/skill.ts';
import { WorkspaceFolders } from '../../../../src/engine/domain/workspace-folders.ts';
import { systemClock } from '../../../../src/node/system-clock.ts';
import { openIndex } from '../../../fixtures/context/open-index.ts';

describe('the compressor', () => {
  let folder: string;
  let compressor: Compressor;
  let index: FileIndex;
  let runSkills: (ids: readonly string[], input: SkillInput) => readonly Finding[];
  const write = (path: string, text: string | Buffer): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const open = async (): Promise<void> => {
    index = await openIndex();
    reopen();
    await compressor.sync(() => {});
  };
  const reader = readHere({ load: async () => false, parse: parseCode });
  /** What was read of files that will be read again. */
  let again: string[];
  /** A compressor over the index as it is. */
  const reopen = (): void => {
    compressor = new Compressor({
      folders: WorkspaceFolders.only(folder),
      index,
      git: (root) => createRunGit(root, systemClock),
      clock: systemClock,
      reader: {
        ...reader,
        read: (texts) => {
          for (const { file, text } of texts) if (file !== undefined) again.push(`${file}: ${text}`);
          return reader.read(texts);
        },
      },
      runSkills,
    });
  };
  const ask = (text: string, budget = 4_000): Promise<ProjectContext> =>
    compressor.compress({ question: { agent: 'sherlock', text }, agent: { id: 'sherlock', skills: [] }, budget });
  const paths = (): string[] => index.files().map(({ path }) => path);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wee-compressor-'));
    runSkills = () => [];
    again = [];
  });
  afterEach(() => {
    index.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('finds the file by what it says, and leaves the others out', async () => {
    write('lib/price.ts', 'export function applyDiscount(cents: number) {\n  return cents * 0.9;\n}\n');
    write('lib/stock.ts', 'export const shelves = 3;\n');
    await open();
    const context = await ask('why is the discount wrong?');
    assert.deepEqual(context.ranking, ['lib/price.ts']);
    assert.match(context.files[0]?.text ?? '', /^export function applyDiscount/);
  });

  it('has an answer for an empty folder, and one without git', async () => {
    await open();
    assert.deepEqual((await ask('anything')).files, []);
  });

  it('honours nested .gitignore files with git and without', async () => {
    write('.gitignore', '*.log\n/out\n');
    write('a.log', 'noise');
    write('out/b.ts', 'noise');
    write('keep/out/c.ts', 'kept');
    write('keep/.gitignore', 'secret.ts\n');
    write('keep/secret.ts', 'noise');
    await open();
    const walked = paths();
    execFileSync('git', ['init', '-q'], { cwd: folder });
    await compressor.sync(() => {});
    assert.deepEqual(paths(), walked);
    assert.deepEqual(walked, ['.gitignore', 'keep/.gitignore', 'keep/out/c.ts']);
  });

  it('survives binary, huge and dangling files, link loops, pipes, odd names and invalid UTF-8', async () => {
    write('binary.ts', Buffer.from([1, 0, 2, 0]));
    write('huge.ts', '');
    truncateSync(join(folder, 'huge.ts'), 100 * 2 ** 20);
    symlinkSync('nowhere', join(folder, 'dangling.ts'));
    symlinkSync('.', join(folder, 'loop'));
    execFileSync('mkfifo', [join(folder, 'pipe.ts')]);
    write('line\nbreak.ts', 'export const lineBreak = 1;\n');
    write('größe.ts', 'export const größe = 1;\n');
    write('invalid.ts', Buffer.from([0x76, 0x61, 0x72, 0x20, 0xff, 0xfe]));
    await open();
    assert.ok(paths().includes('line\nbreak.ts'));
    assert.ok(!paths().includes('pipe.ts'));
    assert.deepEqual((await ask('where is größe?')).ranking, ['größe.ts']);
    execFileSync('git', ['init', '-q'], { cwd: folder });
    await compressor.sync(() => {});
    assert.ok(paths().includes('line\nbreak.ts') && paths().includes('größe.ts'));
  });

  it('has the code of what somebody works on read at once: unsaved buffers and what was saved, each text once', async () => {
    write('a.ts', 'export const apple = 1;\n');
    write('b.ts', 'export const cherry = 1;\n');
    await open();
    await compressor.readCode(
      () => {},
      async () => {},
    );
    again = [];
    compressor.overlay('a.ts', 'export const banana = 2;\n');
    assert.deepEqual(again, ['a.ts: export const banana = 2;\n']);
    write('a.ts', 'export const banana = 2;\n');
    compressor.overlay('a.ts', undefined);
    await compressor.apply(['a.ts']);
    await ask('banana');
    write('b.ts', 'export const damson = 1;\n');
    await compressor.apply(['b.ts']);
    assert.deepEqual(again.slice(1), ['b.ts: export const damson = 1;\n']);
    assert.deepEqual(
      index.definitions.of({ path: 'a.ts' }).map(({ name }) => name),
      ['banana'],
    );
  });

  it('follows edits, new and deleted files, and unsaved buffers', async () => {
    write('a.ts', 'export const apple = 1;\n');
    await open();
    write('a.ts', 'export const banana = 1;\n');
    write('b.ts', 'export const cherry = 1;\n');
    await compressor.apply(['a.ts', 'b.ts']);
    assert.deepEqual((await ask('banana')).ranking, ['a.ts']);
    assert.deepEqual((await ask('cherry')).ranking, ['b.ts']);
    compressor.overlay('a.ts', 'export const damson = 1;\n');
    assert.match((await ask('damson')).files[0]?.text ?? '', /damson/);
    compressor.overlay('a.ts', undefined);
    assert.deepEqual((await ask('damson')).files, []);
    rmSync(join(folder, 'b.ts'));
    await compressor.apply(['b.ts']);
    assert.deepEqual((await ask('cherry')).files, []);
  });

  it('knows the past of a file before the folder was looked at again: an index from earlier answers at once', async () => {
    write('lib/tea.js', 'exports.tea = () => "green tea";\n');
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'Pour green tea');
    await open();
    const before = await ask('green tea');
    assert.deepEqual(
      before.changes.map(({ subject }) => subject),
      ['Pour green tea'],
    );
    reopen();
    assert.deepEqual(await ask('green tea'), before);
  });

  it('lets no secret into a context, counts them, and keeps line numbers', async () => {
    const key = `ghp_${'a1B2'.repeat(9)}`;
    write('.env', 'DISCOUNT_TOKEN=verysecretvalue\n');
    write('discount.ts', `const token = '${key}';\nexport const discount = 1;\n`);
    await open();
    const context = await ask('discount token');
    const text = renderContext(context);
    assert.ok(!text.includes(key) && !text.includes('verysecretvalue'));
    assert.equal(context.redacted, 1);
    assert.match(text, /^export const discount/m);
  });

  it('never exceeds its budget, and gives the same bytes for the same question', async () => {
    for (let n = 0; n < 30; n++)
      write(`src/part${n}.ts`, `// part ${n}\n${'export const value = compute(part);\n'.repeat(20 * n)}`);
    await open();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 200, max: 6_000 }), fc.string(), async (budget, noise) => {
        const question = `why is the value of a part wrong? ${noise}`;
        const context = await ask(question, budget);
        assert.ok(countTokens(renderContext(context)) <= budget);
        assert.equal(context.tokens, countTokens(renderContext(context)));
        assert.equal(renderContext(await ask(question, budget)), renderContext(context));
      }),
      { numRuns: 25 },
    );
  });

  it('lets no unsaved text of a .env file into the index or a context', async () => {
    write('.env', 'A=1\n');
    await open();
    compressor.overlay('.env', 'DATABASE_PASSWORD=hunter2hunter2\n');
    assert.deepEqual((await ask('what is DATABASE_PASSWORD in .env?')).files, []);
    assert.deepEqual(index.search.filesWith('hunter2hunter2', 5), []);
  });

  it('takes secrets out of findings, commit subjects and dependency versions', async () => {
    const key = `ghp_${'a1B2'.repeat(9)}`;
    write('package.json', JSON.stringify({ dependencies: { foo: `git+https://me:${key}@example.com/foo` } }));
    write('login.js', `import foo from 'foo';\nexport function login(token = "${key}") { return foo(token); }\n`);
    execFileSync('git', ['init', '-q'], { cwd: folder });
    execFileSync('git', ['add', '.'], { cwd: folder });
    const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
    execFileSync('git', [...who, 'commit', '-qm', `login with ${key}`], { cwd: folder });
    runSkills = (_ids, { view }) => [
      {
        skill: 'quote',
        title: 'login',
        detail: `${view.definitions({ name: 'login' })[0]?.signature}`,
        sources: [],
        weight: 1,
      },
      { skill: 'quote', title: (view.read('login.js') ?? '').slice(0, 80), sources: [], weight: 1 },
    ];
    await open();
    const context = await ask('login');
    assert.equal(context.findings.length, 2);
    assert.equal(context.changes.length, 1);
    assert.equal(context.dependencies.length, 1);
    assert.doesNotMatch(renderContext(context), /ghp_/);
  });

  it('reads nothing through a tracked folder that became a symbolic link', async () => {
    write('inner/zebra.txt', 'tracked\n');
    execFileSync('git', ['init', '-q'], { cwd: folder });
    execFileSync('git', ['add', '.'], { cwd: folder });
    rmSync(join(folder, 'inner'), { recursive: true });
    const outside = mkdtempSync(join(tmpdir(), 'wee-outside-'));
    try {
      writeFileSync(join(outside, 'zebra.txt'), 'outside zebra\n');
      symlinkSync(outside, join(folder, 'inner'));
      await open();
      assert.deepEqual((await ask('zebra inner/zebra.txt')).files, []);
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  it('finds files in a folder that a repository above ignores', async () => {
    const parent = folder;
    write('.gitignore', '*\n');
    write('project/server.js', 'export function server() {}\n');
    execFileSync('git', ['init', '-q'], { cwd: parent });
    folder = join(parent, 'project');
    try {
      await open();
      assert.deepEqual((await ask('server')).ranking, ['server.js']);
    } finally {
      folder = parent;
    }
  });

  it('follows a folder that is moved in or deleted as a whole', async () => {
    write('a.ts', 'export const apple = 1;\n');
    await open();
    write('fruit/red/cherry.ts', 'export const cherry = 1;\n');
    await compressor.apply(['fruit']);
    assert.deepEqual((await ask('cherry')).ranking, ['fruit/red/cherry.ts']);
    rmSync(join(folder, 'fruit'), { recursive: true });
    await compressor.apply(['fruit']);
    assert.deepEqual(paths(), ['a.ts']);
  });

  it('gets past endless words in files and questions', async () => {
    write('genome.txt', `${'short line\n'.repeat(6_000)}${'ACGT'.repeat(200_000)}\n${' '.repeat(30_000)}\n`);
    write('a.ts', 'export const apple = 1;\n');
    await open();
    assert.ok((await ask(`apple ${'A'.repeat(90_000)}`)).ranking.includes('a.ts'));
    assert.ok((await ask(`${'a/'.repeat(9_000)} short line`, 60_000)).tokens <= 60_000);
  });
});
