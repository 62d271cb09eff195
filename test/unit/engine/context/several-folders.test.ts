import assert from 'node:assert/strict';
import { join } from 'node:path';
import { parseCode } from '../../../../src/engine/context/code/parse-code.ts';
import { readHere } from '../../../../src/engine/context/code/read-here.ts';
import { Compressor } from '../../../../src/engine/context/compressor.ts';
import { createRunGit } from '../../../../src/engine/context/history/run-git.ts';
import type { FileIndex } from '../../../../src/engine/context/index/file-index.ts';
import type { ProjectContext } from '../../../../src/engine/domain/context/context.ts';
import type { ProjectView } from '../../../../src/engine/domain/project-view.ts';
import { WorkspaceFolders } from '../../../../src/engine/domain/workspace-folders.ts';
import { systemClock } from '../../../../src/node/system-clock.ts';
import { openIndex } from '../../../fixtures/context/open-index.ts';
import { TestWorkspace } from '../../../fixtures/workspace.ts';

describe('a workspace of several folders', () => {
  let api: TestWorkspace;
  let web: TestWorkspace;
  let index: FileIndex;
  let compressor: Compressor;
  let places: readonly string[] = [];
  let view: ProjectView | undefined;

  const open = async (folders: WorkspaceFolders): Promise<void> => {
    index = await openIndex(folders);
    compressor = new Compressor({
      folders,
      index,
      git: (folder) => createRunGit(folder, systemClock),
      clock: systemClock,
      reader: readHere({ load: async () => false, parse: parseCode }),
      runSkills: (_ids, input) => {
        view = input.view;
        return [];
      },
      onGitPlaces: (found) => {
        places = found;
      },
    });
    await compressor.sync(() => {});
  };
  const both = (): WorkspaceFolders =>
    new WorkspaceFolders([
      { path: api.folder, name: 'api', exclude: ['old'] },
      { path: web.folder, name: 'test', exclude: [] },
    ]);
  const ask = (text: string): Promise<ProjectContext> =>
    compressor.compress({
      question: { agent: 'sherlock', text },
      agent: { id: 'sherlock', skills: [] },
      budget: 4_000,
    });
  const paths = (): string[] => [...index.paths()].sort();

  beforeEach(() => {
    api = new TestWorkspace();
    web = new TestWorkspace();
    api.write('lib/price.js', "const tax = require('./tax');\nexports.discount = (cents) => tax(cents * 0.9);\n");
    api.write('lib/tax.js', 'module.exports = (cents) => cents;\n');
    api.write('package.json', '{"name":"api","dependencies":{"express":"5.0.0"}}\n');
    api.write('old/price.js', 'exports.discount = 1;\n');
    web.write('lib/basket.js', "import { tax } from '@/shop/tax';\nexport const discount = tax(1);\n");
    web.write('src/shop/tax.js', 'export const tax = 1;\n');
    web.write('old/notes.js', 'export const kept = 1;\n');
  });
  afterEach(() => {
    index.close();
    api.remove();
    web.remove();
  });

  it('is searched as one, under the names of its folders, each with its own rules', async () => {
    web.write('.gitignore', '*.log\n');
    web.write('noise.log', 'discount\n');
    web.write('.weeignore', 'secret/\n');
    web.write('secret/discount.js', 'discount\n');
    await open(both());
    assert.deepEqual(paths(), [
      'api/lib/price.js',
      'api/lib/tax.js',
      'api/package.json',
      'test/.gitignore',
      'test/.weeignore',
      'test/lib/basket.js',
      'test/old/notes.js',
      'test/src/shop/tax.js',
    ]);
    const { ranking, project, dependencies } = await ask('discount');
    // What matches, and what each of them imports.
    assert.deepEqual(ranking.slice(0, 2).sort(), ['api/lib/price.js', 'test/lib/basket.js']);
    assert.deepEqual(ranking.slice(2).sort(), ['api/lib/tax.js', 'test/src/shop/tax.js']);
    assert.equal(project.name, 'api + test');
    assert.deepEqual(dependencies, []);
    assert.deepEqual(view?.dependencies(), [{ name: 'express', version: '5.0.0', manifest: 'api/package.json' }]);
  });

  it('does not take the name of a folder for what its files are for', async () => {
    await open(both());
    assert.equal(index.file('test/lib/basket.js')?.kind, 'product');
  });

  it('resolves imports from the folder of the file on', async () => {
    await open(both());
    await ask('discount');
    assert.equal(view?.imports({ from: 'api/lib/price.js' })[0]?.to, 'api/lib/tax.js');
    assert.equal(view?.imports({ from: 'test/lib/basket.js' })[0]?.to, 'test/src/shop/tax.js');
  });

  it('has the history of each folder, and watches HEAD of each', async () => {
    api.commit();
    web.commit();
    await open(both());
    const { changes } = await ask('discount');
    const touched = changes.flatMap((change) => change.paths);
    assert.ok(touched.includes('api/lib/price.js') && touched.includes('test/lib/basket.js'));
    assert.deepEqual(
      places.filter((place) => place.endsWith(join('.git', 'HEAD'))),
      [api, web].map((each) => join(each.folder, '.git', 'HEAD')),
    );
    web.git(['commit', '-q', '--amend', '-m', 'Basket']);
    await compressor.apply(['.git/HEAD']);
    assert.ok((await ask('discount')).changes.some(({ subject }) => subject === 'Basket'));
  });

  it('tells a commit that touched two of its folders once', async () => {
    api.write('packages/web/basket.js', 'export const discount = 2;\n');
    api.commit();
    await open(
      new WorkspaceFolders([
        { path: api.path('lib'), name: 'lib', exclude: [] },
        { path: api.path('packages/web'), name: 'web', exclude: [] },
      ]),
    );
    const { changes } = await ask('discount');
    assert.equal(changes.length, 1);
    const touched = changes[0]?.paths ?? [];
    assert.ok(touched.includes('lib/price.js') && touched.includes('web/basket.js'));
  });

  it('shows a file in two of its folders once, as the inner one has it', async () => {
    await open(
      new WorkspaceFolders([
        { path: api.folder, name: 'all', exclude: [] },
        { path: api.path('lib'), name: 'lib', exclude: [] },
      ]),
    );
    assert.deepEqual(paths(), ['all/old/price.js', 'all/package.json', 'lib/price.js', 'lib/tax.js']);
    api.write('lib/new.js', 'export const elder = 1;\n');
    await compressor.apply(['all/lib/new.js', 'lib/new.js']);
    assert.ok(index.has('lib/new.js') && !index.has('all/lib/new.js'));
  });

  it('follows changes, unsaved text and new folders in each', async () => {
    await open(both());
    web.write('lib/more/elder.js', 'export const elder = 1;\n');
    api.delete('lib/tax.js');
    await compressor.apply(['test/lib/more', 'api/lib/tax.js', 'nowhere/a.js']);
    assert.deepEqual((await ask('elder')).ranking, ['test/lib/more/elder.js']);
    assert.ok(!index.has('api/lib/tax.js'));
    compressor.overlay('api/lib/price.js', 'exports.damson = 1;\n');
    const { files } = await ask('damson');
    assert.match(files.find(({ path }) => path === 'api/lib/price.js')?.text ?? '', /damson/);
  });

  it('keeps what it has read of a folder when another comes or goes', async () => {
    await open(both());
    const known = index.entry('api/lib/price.js')?.id;
    const more = new TestWorkspace();
    try {
      more.write('a.js', 'export const fig = 1;\n');
      const folders = [...both().all, { path: more.folder, name: 'more', exclude: [] }].slice(0);
      const wider = new WorkspaceFolders([folders[0], folders[2]].filter((each) => each !== undefined));
      const next = new Compressor({
        folders: wider,
        index,
        git: (folder) => createRunGit(folder, systemClock),
        clock: systemClock,
        reader: readHere({ load: async () => false, parse: parseCode }),
        runSkills: () => [],
      });
      await next.sync(() => {});
      assert.deepEqual(paths(), ['api/lib/price.js', 'api/lib/tax.js', 'api/package.json', 'more/a.js']);
      assert.equal(index.entry('api/lib/price.js')?.id, known);
    } finally {
      more.remove();
    }
  });
});
