import assert from 'node:assert/strict';
import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectContext } from '../../../src/engine/domain/context/context.ts';
import { WeeError } from '../../../src/engine/errors.ts';
import type { Log } from '../../../src/engine/ports/log.ts';
import { grammarFolder } from '../../../src/node/grammar-folder.ts';
import { nativeBinding } from '../../../src/node/native-binding.ts';
import { createWorkerContext, type WorkerContext } from '../../../src/node/worker-context.ts';
import { TestWorkspace } from '../../fixtures/workspace.ts';

describe('the index process', () => {
  let workspace: TestWorkspace;
  let context: WorkerContext;
  let warnings: string[];

  const log: Log = {
    debug() {},
    info() {},
    warn: (message) => warnings.push(message),
    error: (message) => warnings.push(message),
  };
  const open = (settings: { settled?: boolean; script?: string } = {}): WorkerContext =>
    createWorkerContext({
      script: join(import.meta.dirname, '../../../src/worker/main.ts'),
      folders: [{ path: workspace.folder, name: 'project', exclude: [] }],
      indexPath: join(workspace.data, 'index.db'),
      binding: nativeBinding('dist'),
      grammars: grammarFolder('dist'),
      trusted: true,
      settled: false,
      log,
      ...settings,
    });
  const ask = (text: string): Promise<ProjectContext> =>
    context.compress(
      { question: { agent: 'sherlock', text }, agent: { id: 'sherlock', skills: [] }, budget: 4_000 },
      {},
    );
  const index = (): string => join(workspace.data, 'index.db');
  /** Resolves with the next change of the revision. */
  const revised = (): Promise<void> =>
    new Promise((resolve) => {
      const listening = context.onDidChange((progress) => {
        if (progress !== undefined) return;
        listening.dispose();
        resolve();
      });
    });

  beforeEach(() => {
    warnings = [];
    workspace = new TestWorkspace();
    workspace.write('lib/apple.ts', 'export const apple = 1;\n');
    workspace.write('lib/cherry.ts', 'export const cherry = 1;\n');
  });
  afterEach(() => {
    context.dispose();
    workspace.remove();
  });

  it('says once when a context is made, before it is there', async () => {
    context = open();
    const order: string[] = [];
    const question = { agent: 'sherlock', text: 'apple' };
    await context
      .compress(
        { question, agent: { id: 'sherlock', skills: [] }, budget: 4_000 },
        { onSoon: () => order.push('soon') },
      )
      .then(() => order.push('there'));
    assert.deepEqual(order, ['soon', 'there']);
  });

  it('answers with unsaved text after it crashed, and says that it did', async () => {
    context = open({ script: join(import.meta.dirname, '../../fixtures/worker/mortal-worker.ts') });
    await ask('apple');
    context.overlay('lib/apple.ts', 'export const damson = 1;\n');
    assert.deepEqual((await ask('damson')).ranking, ['lib/apple.ts']);
    const before = context.revision();
    await assert.rejects(ask('die'), (error) => WeeError.is(error, 'index-failed'));
    assert.ok(context.revision() > before);
    const after = await ask('damson');
    assert.deepEqual(after.ranking, ['lib/apple.ts']);
    assert.match(after.files[0]?.text ?? '', /damson/);
    assert.match((await context.status()).notices.join(), /process ended: exit code 7; another took its place/);
  });

  it('tells of what it dies', async () => {
    const script = join(import.meta.dirname, '../../fixtures/worker/mortal-worker.ts');
    context = open({ script });
    await assert.rejects(ask('die'), /The index process ended: exit code 7\./);
    await assert.rejects(ask('throw'), /The index process ended: It was thrown\./);
    context.dispose();
    context = open({ script: join(workspace.folder, 'none.ts') });
    await assert.rejects(ask('apple'), /The index process ended: exit code 1\./);
  });

  it('keeps no unsaved text in the index of the next window', async () => {
    context = open({ script: join(import.meta.dirname, '../../fixtures/worker/mortal-worker.ts') });
    await ask('apple');
    context.overlay('lib/apple.ts', 'export const damson = 1;\n');
    assert.deepEqual((await ask('damson')).ranking, ['lib/apple.ts']);
    await assert.rejects(ask('die'));
    context.dispose();
    context = open({ settled: true });
    assert.deepEqual((await ask('damson')).ranking, []);
    assert.deepEqual((await ask('apple')).ranking, ['lib/apple.ts']);
  });

  for (const [harm, inflict] of [
    ['deleted', () => ['', '-wal', '-shm'].map((end) => rmSync(index() + end, { force: true }))],
    ['emptied', () => truncateSync(index())],
    ['cut short', () => truncateSync(index(), 6_000)],
    ['overwritten', () => writeFileSync(index(), Buffer.alloc(200_000, 'no database '))],
  ] as const) {
    it(`makes an index anew that was ${harm} while in use, and says so once`, async () => {
      for (let n = 0; n < 50; n++)
        workspace.write(`lib/part${n}.ts`, `export const part${n} = '${'x '.repeat(500)}';\n`);
      context = open();
      await ask('apple');
      inflict();
      workspace.write('lib/cherry.ts', 'export const damson = 1;\n');
      context.changed(['lib/cherry.ts']);
      assert.deepEqual((await ask('damson')).ranking, ['lib/cherry.ts']);
      workspace.write('lib/cherry.ts', 'export const elder = 1;\n');
      context.changed(['lib/cherry.ts']);
      assert.deepEqual((await ask('elder')).ranking, ['lib/cherry.ts']);
      assert.deepEqual((await ask('apple')).ranking, ['lib/apple.ts']);
      assert.ok((await context.status()).notices.filter((notice) => /anew/.test(notice)).length <= 1);
      context.dispose();
      context = open({ settled: true });
      assert.deepEqual((await ask('elder')).ranking, ['lib/cherry.ts']);
      assert.equal((await context.status()).files, 52);
    });
  }

  it('stops at once when paused, answers from what is there, and goes on', async () => {
    context = open();
    context.pause();
    const paused = await ask('apple');
    assert.deepEqual(paused.ranking, []);
    assert.equal((await context.status()).state, 'paused');
    context.resume();
    assert.deepEqual((await ask('apple')).ranking, ['lib/apple.ts']);
    context.pause();
    workspace.write('lib/new.ts', 'export const elder = 1;\n');
    workspace.write('lib/apple.ts', 'export const apple = 2;\n');
    context.changed(['lib/new.ts', 'lib/apple.ts']);
    assert.deepEqual((await ask('elder')).ranking, []);
    assert.match((await ask('apple')).files[0]?.text ?? '', /apple = 2/);
    context.resume();
    assert.deepEqual((await ask('elder')).ranking, ['lib/new.ts']);
  });

  it('starts with an existing index at once, shows files as they are, and tells of what it finds behind', async () => {
    context = open({ settled: true });
    await ask('apple');
    context.dispose();
    workspace.write('lib/apple.ts', 'export const apple = 2;\n');
    workspace.write('lib/new.ts', 'export const elder = 1;\n');
    context = open();
    let found = revised();
    assert.match((await ask('apple')).files[0]?.text ?? '', /apple = 2/);
    for (let ranking: readonly string[] = []; ranking.length === 0; ) {
      await found;
      found = revised();
      ({ ranking } = await ask('elder'));
    }
  });

  it('notices by itself what no watcher told', async () => {
    workspace.commit();
    context = open();
    const { ranking } = await ask('apple');
    await ask('cherry');
    workspace.write('lib/apple.ts', 'export const apple = 3;\n');
    const rechecked = revised();
    context.recheck(ranking);
    await rechecked;
    assert.match((await ask('apple')).files[0]?.text ?? '', /apple = 3/);
    workspace.git(['checkout', '-qfb', 'other']);
    workspace.delete('lib/cherry.ts');
    workspace.write('lib/elder.ts', 'export const elder = 1;\n');
    workspace.commit();
    assert.deepEqual((await ask('elder')).ranking, ['lib/elder.ts']);
    assert.deepEqual((await ask('cherry')).ranking, []);
  });
});
