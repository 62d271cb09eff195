import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCode } from '../../../../../src/engine/context/code/parse-code.ts';
import { readHere } from '../../../../../src/engine/context/code/read-here.ts';
import { ChangedSymbols } from '../../../../../src/engine/context/history/changed-symbols.ts';
import { History } from '../../../../../src/engine/context/history/history.ts';
import { createRunGit, type RunGit } from '../../../../../src/engine/context/history/run-git.ts';
import type { ChangedTable } from '../../../../../src/engine/context/index/changed-table.ts';
import { systemClock } from '../../../../../src/node/system-clock.ts';

import { openIndex } from '../../../../fixtures/context/open-index.ts';

describe('ChangedSymbols', () => {
  let folder: string;
  let table: ChangedTable;
  const run = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder, encoding: 'utf8' });
  const commit = (subject: string, files: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
    run('add', '-A');
    run('commit', '-qm', subject);
  };
  const body = (name: string, lines: number): string =>
    `export function ${name}() {\n${'  work();\n'.repeat(lines)}}\n\n`;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wee-changed-'));
    run('init', '-q');
    commit('First', { 'a b.ts': body('one', 5) + body('two', 5), 'c.ts': body('three', 3) });
    commit('Later', { 'a b.ts': body('zero', 9) + body('one', 5) + body('two', 5).replace('work', 'rest') });
    commit('Less\n', { 'c.ts': body('three', 2), 'new.ts': body('four', 2) });
    commit('Renamed', { 'c.ts': body('third', 2) });
    table = (await openIndex()).changed;
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const create = (git: RunGit = createRunGit(folder, systemClock)) => {
    const pasts = [{ git, prefix: 'shop/' }];
    const reader = readHere({ load: async () => true, parse: parseCode });
    return { history: new History(pasts), changed: new ChangedSymbols({ pasts, table, reader, clock: systemClock }) };
  };
  const told = async ({ history, changed }: ReturnType<typeof create>, wait = true): Promise<unknown> => {
    await history.refresh();
    const changes = await changed.tell(history.changes(undefined, 9), history.commits, wait);
    return changes.map(({ subject, symbols }) => [subject, symbols]);
  };
  const always = async (): Promise<boolean> => true;
  const all = (): boolean => true;
  const expected = [
    ['Renamed', [{ path: 'shop/c.ts', names: ['third'] }]],
    ['Less', [{ path: 'shop/c.ts', names: ['three'] }]],
    ['Later', [{ path: 'shop/a b.ts', names: ['zero', 'two'] }]],
    ['First', undefined],
  ];

  it('names what each commit changed, as it was then, whatever the lines are now', async () => {
    assert.deepEqual(await told(create()), expected);
  });

  it('does not ask git again for what is past', async () => {
    await told(create());
    const git = createRunGit(folder, systemClock);
    const asked: string[] = [];
    const counting: RunGit = (args) => {
      asked.push(args[0] ?? '');
      return git(args);
    };
    assert.deepEqual(await told(create(counting)), expected);
    assert.ok(!asked.includes('show'));
  });

  it('has the first questions wait for what they show, so that later ones are told the same', async () => {
    const made = create();
    await made.history.known();
    assert.deepEqual(await told(made, false), expected);
    await made.changed.readAhead(made.history.commits, all, always);
    assert.deepEqual(await told(made, false), expected);
  });

  it('reads ahead for as long as it may, and goes on from there', async () => {
    const made = create();
    await made.history.known();
    await made.changed.readAhead(made.history.commits, all, async () => false);
    assert.deepEqual(table.get({ commit: made.history.commits[0]?.commit ?? '', path: 'shop/c.ts' }), ['third']);
    await made.changed.readAhead(made.history.commits, all, always);
    assert.deepEqual(await told(made, false), expected);
  });

  it('takes in a new commit at once, and after a switch to another branch waits until its commits were read ahead', async () => {
    const made = create();
    await made.history.known();
    await made.changed.readAhead(made.history.commits, all, always);
    commit('More', { 'c.ts': body('third', 4) });
    await made.history.refresh();
    await made.changed.follow(made.history.commits, all);
    assert.deepEqual(await told(made, false), [['More', [{ path: 'shop/c.ts', names: ['third'] }]], ...expected]);
    run('reset', '-q', '--hard', 'HEAD~2');
    commit('Other', { 'c.ts': body('three', 9) });
    await made.history.refresh();
    await made.changed.follow(made.history.commits, all);
    const rest = expected.slice(1);
    assert.deepEqual(await told(made, false), [['Other', undefined], ...rest.map(([subject]) => [subject, undefined])]);
    await made.changed.readAhead(made.history.commits, all, always);
    assert.deepEqual(await told(made, false), [['Other', [{ path: 'shop/c.ts', names: ['three'] }]], ...rest]);
  });

  it('leaves the names out where git cannot show the commit', async () => {
    const git = createRunGit(folder, systemClock);
    const made = create(async (args) => (args[0] === 'show' ? undefined : git(args)));
    assert.deepEqual(
      await told(made),
      expected.map(([subject]) => [subject, undefined]),
    );
  });
});
