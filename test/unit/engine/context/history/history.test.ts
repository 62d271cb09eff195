import assert from 'node:assert/strict';
import { History } from '../../../../../src/engine/context/history/history.ts';
import { gitWith } from '../../../../fixtures/context/git-log.ts';

describe('history', () => {
  const commits = [
    { message: 'Third', did: ['R100 src/a.js lib/a.js', 'M lib/b.js'] },
    { message: 'Second\nwith a body', did: ['M src/a.js'] },
    { message: 'First', did: ['A src/a.js', 'A lib/b.js'] },
  ];

  it('is read before the first question, and once for many', async () => {
    let logs = 0;
    const git = gitWith(commits);
    const history = new History([
      {
        prefix: '',
        git: (args) => {
          if (args.includes('log')) logs++;
          return git(args);
        },
      },
    ]);
    await Promise.all([history.known(), history.known(), history.refresh()]);
    assert.equal(history.commits.length, 3);
    assert.equal(logs, 1);
  });

  it('tells of each file what was done to it under any name', async () => {
    const history = new History([{ prefix: '', git: gitWith(commits) }]);
    await history.known();
    assert.deepEqual(
      history.changes(['lib/a.js'], 5).map(({ subject }) => subject),
      ['Third', 'Second', 'First'],
    );
    assert.deepEqual(
      history.changes(['lib/b.js'], 1).map(({ subject, paths }) => [subject, paths]),
      [['Third', ['lib/b.js']]],
    );
    assert.equal(history.churn('lib/a.js'), 3);
    assert.equal(history.commits[1]?.body, 'with a body');
  });

  it('is empty without git', async () => {
    const history = new History([{ prefix: '', git: async () => undefined }]);
    await history.known();
    assert.deepEqual(history.changes(undefined, 5), []);
  });
});
