import assert from 'node:assert/strict';
import { existsSync, symlinkSync } from 'node:fs';
import { createRunGit, noGit } from '../../../../../src/engine/context/history/run-git.ts';
import { listFiles, listSome } from '../../../../../src/engine/context/walk/list-files.ts';
import { systemClock } from '../../../../../src/node/system-clock.ts';
import { TestWorkspace } from '../../../../fixtures/workspace.ts';

describe('the files of a workspace', () => {
  let workspace: TestWorkspace;
  const options = (within = '', git = true, exclude: readonly string[] = []) => {
    const folder = workspace.path(within);
    return { folder, exclude, git: git ? createRunGit(folder, systemClock) : noGit, breathe: async () => {} };
  };
  const list = async (within = '', git = true, exclude: readonly string[] = []): Promise<readonly string[]> =>
    (await listFiles(options(within, git, exclude))).paths.filter((path) => !/(^|\/)\.git/.test(path));

  beforeEach(() => {
    workspace = new TestWorkspace();
  });
  afterEach(() => workspace.remove());

  it('are those of submodules and clones within too, but not those of a second worktree', async () => {
    const library = new TestWorkspace();
    try {
      library.write('lib.ts', 'export const lib = 1;\n');
      library.commit();
      workspace.write('a.ts', '');
      workspace.commit();
      workspace.git(['submodule', 'add', '-q', library.folder, 'deps/lib']);
      workspace.commit();
      workspace.git(['clone', '-q', library.folder, 'clone']);
      workspace.git(['worktree', 'add', '-q', 'second']);
      assert.deepEqual(await list(), ['a.ts', 'clone/lib.ts', 'deps/lib/lib.ts']);
      workspace.write('deps/lib/new.ts', '');
      const known = await listFiles(options());
      assert.deepEqual(await listSome(options(), ['deps/lib/new.ts', 'a.ts', 'none.ts'], known), [
        'deps/lib/new.ts',
        'a.ts',
      ]);
      assert.deepEqual(await list('second'), ['a.ts']);
    } finally {
      library.remove();
    }
  });

  it('are those that a sparse checkout has', async () => {
    workspace.write('in/a.ts', '');
    workspace.write('out/b.ts', '');
    workspace.commit();
    workspace.git(['sparse-checkout', 'set', 'in']);
    assert.ok(!existsSync(workspace.path('out/b.ts')));
    assert.deepEqual(await list(), ['in/a.ts']);
  });

  for (const git of [true, false]) {
    it(`keep to .gitignore, info/exclude, .weeignore and the settings ${git ? 'with' : 'without'} git`, async () => {
      workspace.commit();
      workspace.write('.git/info/exclude', 'private/\n');
      workspace.write('.gitignore', '*.log\n!keep.log\n/out\n');
      workspace.write('.weeignore', 'data/*.csv\n');
      workspace.write('sub/.weeignore', '*.sql\n');
      workspace.write('sub/.gitignore', '!again.log\n');
      for (const path of [
        'a.log',
        'keep.log',
        'out/a.ts',
        'sub/out/a.ts',
        'private/a.ts',
        'data/a.csv',
        'data/a.ts',
        'a.sql',
        'sub/a.sql',
        'sub/again.log',
        'Old/a.ts',
      ])
        workspace.write(path, 'x');
      const found = ['a.sql', 'data/a.ts', 'keep.log', 'sub/again.log', 'sub/out/a.ts'];
      const wanted = (paths: readonly string[]): string[] => paths.filter((path) => !path.endsWith('ignore')).sort();
      assert.deepEqual(wanted(await list('', git, ['Old'])), found);
      const known = await listFiles(options('', git, ['Old']));
      const some = await listSome(
        options('', git, ['Old']),
        ['sub', 'data', 'a.log', 'keep.log', 'out/a.ts', 'a.sql'],
        known,
      );
      assert.deepEqual(wanted(some), found);
    });

    it(`are those of a folder within a repository, by the rules above it, ${git ? 'with' : 'without'} git`, async () => {
      workspace.write('.gitignore', '*.log\n/packages/one/generated/\n');
      workspace.write('packages/.gitignore', 'tmp/\n');
      workspace.write('packages/one/a.ts', '');
      workspace.write('packages/one/a.log', '');
      workspace.write('packages/one/generated/b.ts', '');
      workspace.write('packages/one/tmp/c.ts', '');
      workspace.write('packages/two/d.ts', '');
      workspace.commit();
      assert.deepEqual(await list('packages/one', git), ['a.ts']);
    });

    it(`end at loops of links and at odd names ${git ? 'with' : 'without'} git`, async () => {
      workspace.commit();
      workspace.write('line\nbreak.ts', '');
      workspace.write('größe/ü.ts', '');
      symlinkSync('..', workspace.path('größe/loop'));
      const paths = (await list('', git)).filter((path) => !path.endsWith('loop'));
      assert.deepEqual(paths, ['größe/ü.ts', 'line\nbreak.ts']);
    });
  }
});
