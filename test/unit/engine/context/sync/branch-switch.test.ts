import assert from 'node:assert/strict';
import { createRunGit } from '../../../../../src/engine/context/history/run-git.ts';
import { systemClock } from '../../../../../src/node/system-clock.ts';
import { openCompressor } from '../../../../fixtures/context/open-compressor.ts';
import { TestWorkspace } from '../../../../fixtures/workspace.ts';

describe('another branch', () => {
  it('that the watcher told of is listed once, not again with the next question', async () => {
    const workspace = new TestWorkspace();
    try {
      workspace.write('tea.js', 'exports.tea = () => "green tea";\n');
      workspace.git(['init', '-q']);
      workspace.git(['add', '.']);
      workspace.git(['commit', '-qm', 'Pour green tea']);
      workspace.git(['checkout', '-qb', 'coffee']);
      workspace.write('coffee.js', 'exports.coffee = () => "black coffee";\n');
      workspace.git(['add', '.']);
      workspace.git(['commit', '-qm', 'Brew coffee']);
      workspace.git(['checkout', '-q', '-']);
      const git = createRunGit(workspace.folder, systemClock);
      let listed = 0;
      const { compressor, ask, index } = await openCompressor(workspace.folder, {
        git: (args) => {
          if (args.includes('ls-files')) listed++;
          return git(args);
        },
      });
      await compressor.sync(() => {});
      workspace.git(['checkout', '-q', 'coffee']);
      listed = 0;
      await compressor.apply('all');
      const once = listed;
      assert.ok(once > 0);
      assert.deepEqual((await ask({ agent: 'alex', text: 'coffee' })).ranking, ['coffee.js']);
      assert.equal(listed, once);
      index.close();
    } finally {
      workspace.remove();
    }
  });
});
