import assert from 'node:assert/strict';
import { WorkspaceFolders } from '../../../src/engine/domain/workspace-folders.ts';
import { previewTarget } from '../../../src/vscode/preview-target.ts';

describe('a link in a preview', () => {
  const folder = (path: string, name: string) => ({ path, name, exclude: [] });

  it('goes from the only folder on, with what would end it told otherwise', () => {
    const folders = WorkspaceFolders.only('/home/shop');
    assert.equal(previewTarget(folders, 'lib/a (b).js'), '/lib/a%20%28b%29.js');
  });

  it('goes from the first of several folders on, also to another', () => {
    const folders = new WorkspaceFolders([folder('/home/shop', 'shop'), folder('/home/more/bakery', 'bakery')]);
    assert.equal(previewTarget(folders, 'shop/lib/a.js'), '/lib/a.js');
    assert.equal(previewTarget(folders, 'bakery/oven.js'), '/../more/bakery/oven.js');
  });

  it('goes nowhere without a folder of that name', () => {
    assert.equal(previewTarget(new WorkspaceFolders([]), 'lib/a.js'), undefined);
    const folders = new WorkspaceFolders([folder('/home/shop', 'shop'), folder('/home/bakery', 'bakery')]);
    assert.equal(previewTarget(folders, 'lib/a.js'), undefined);
  });
});
