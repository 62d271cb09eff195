import assert from 'node:assert/strict';
import { join } from 'node:path';
import { WorkspaceFolders } from '../../../../src/engine/domain/workspace-folders.ts';

describe('the folders of a workspace', () => {
  const folder = (path: string, name: string) => ({ path, name, exclude: [] });

  it('leave paths as they are where there is one', () => {
    const folders = WorkspaceFolders.only('/repos/api');
    assert.equal(folders.name, 'api');
    assert.equal(folders.absolute('lib/a.ts'), join('/repos/api', 'lib/a.ts'));
    assert.equal(folders.relative('/repos/api/lib/a.ts'), 'lib/a.ts');
    assert.equal(folders.relative('/repos/api/..a/b.ts'), '..a/b.ts');
    for (const outside of ['/repos/api', '/repos', '/repos/apis/a.ts', '/'])
      assert.equal(folders.relative(outside), undefined);
  });

  it('begin each path where there are several', () => {
    const folders = new WorkspaceFolders([folder('/repos/api', 'api'), folder('/repos/web', 'Web/shop')]);
    assert.equal(folders.relative('/repos/api/lib/a.ts'), 'api/lib/a.ts');
    assert.equal(folders.relative('/repos/web/a.ts'), 'Web-shop/a.ts');
    assert.equal(folders.absolute('Web-shop/a.ts'), join('/repos/web', 'a.ts'));
    for (const unknown of ['a.ts', 'other/a.ts', '']) assert.equal(folders.absolute(unknown), undefined);
  });

  it('are told apart where they have one name, or none', () => {
    const folders = new WorkspaceFolders([
      folder('/a/x', 'x'),
      folder('/b/x', 'x'),
      folder('/c', ''),
      folder('/d', '..'),
    ]);
    assert.deepEqual(
      folders.all.map(({ prefix }) => prefix),
      ['x/', 'x-2/', 'folder/', 'folder-2/'],
    );
    assert.equal(folders.relative('/b/x/a.ts'), 'x-2/a.ts');
  });

  it('give a file to the inner of two', () => {
    const folders = new WorkspaceFolders([folder('/repos', 'all'), folder('/repos/packages/api', 'api')]);
    assert.equal(folders.relative('/repos/packages/api/a.ts'), 'api/a.ts');
    assert.equal(folders.relative('/repos/packages/b.ts'), 'all/packages/b.ts');
  });

  it('may be none', () => {
    const none = new WorkspaceFolders([]);
    assert.equal(none.relative('/a'), undefined);
    assert.equal(none.absolute('a'), undefined);
  });
});
