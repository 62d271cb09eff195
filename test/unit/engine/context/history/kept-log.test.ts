import assert from 'node:assert/strict';
import { History } from '../../../../../src/engine/context/history/history.ts';
import { createRunGit, type RunGit } from '../../../../../src/engine/context/history/run-git.ts';
import { systemClock } from '../../../../../src/node/system-clock.ts';
import { TestWorkspace } from '../../../../fixtures/workspace.ts';

describe('the history after a start', () => {
  const workspace = new TestWorkspace();
  const texts = new Map<string, string>();
  const kept = {
    keptText: (name: string) => texts.get(name),
    keepText: (name: string, text: string) => void texts.set(name, text),
  };
  let asked: string[] = [];
  const run = createRunGit(workspace.folder, systemClock);
  const git: RunGit = (args) => {
    asked.push(args[0] ?? '');
    return run(args);
  };
  const start = async (): Promise<History> => {
    asked = [];
    const history = new History([{ git, prefix: '' }], kept);
    await history.known();
    return history;
  };

  before(() => {
    workspace.git(['init', '-q']);
    workspace.write('a.ts', 'a\n');
    workspace.commit();
    workspace.write('b.ts', 'b\n');
    workspace.write('a.ts', 'b\n');
    workspace.commit();
  });
  after(() => workspace.remove());

  it('is read from where it was kept, as git told it', async () => {
    const first = await start();
    assert.ok(asked.includes('log'));
    await first.keep();
    const second = await start();
    assert.deepEqual(asked, ['rev-parse']);
    assert.equal(second.commits.length, 2);
    assert.deepEqual(second.commits, first.commits);
    assert.equal(second.churn('a.ts'), 2);
  });

  it('is told by git when HEAD moved, and when what was kept is damaged', async () => {
    workspace.write('c.ts', 'c\n');
    workspace.commit();
    const moved = await start();
    assert.ok(asked.includes('log'));
    assert.deepEqual(moved.commits[0]?.paths, ['c.ts']);
    await moved.keep();
    for (const [name, text] of texts) texts.set(name, text.slice(0, -9));
    const again = await start();
    assert.ok(asked.includes('log'));
    assert.deepEqual(again.commits, moved.commits);
  });
});
