import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnswerCache } from '../../../../../src/engine/cache/create-answer-cache.ts';
import { limits } from '../../../../../src/engine/limits.ts';
import type { AnswerCache } from '../../../../../src/engine/ports/answer-cache.ts';
import type { AskRecord } from '../../../../../src/engine/ports/ask-journal.ts';
import { silentLog } from '../../../../../src/engine/ports/log.ts';
import { drivers } from '../../../../fixtures/storage/drivers.ts';
import { fakeClock } from '../../../../fixtures/storage/fake-clock.ts';

for (const { name, binding } of drivers) {
  describe(`The journal of questions over ${name}`, () => {
    let folder: string;
    let clock: ReturnType<typeof fakeClock>;
    let caches: AnswerCache[];
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'wee-journal-'));
      clock = fakeClock();
      caches = [];
    });
    afterEach(() => {
      for (const cache of caches) cache.dispose();
      rmSync(folder, { recursive: true, force: true });
    });
    const begin = async (): Promise<AnswerCache> => {
      const cache = createAnswerCache({
        path: join(folder, 'answers.db'),
        binding,
        memoryBytes: 1e6,
        diskBytes: 1e6,
        ttlMs: 300_000,
        clock,
        log: silentLog,
        hasSecret: (text) => text.includes('hunter2'),
      });
      caches.push(cache);
      await cache.ready();
      return cache;
    };

    it('has after a restart every question that was noted before a flush, however many', async () => {
      const cache = await begin();
      const count = 3 * limits.diskBatch + 7;
      for (let n = 0; n < count; n++) cache.journal.note(record(n));
      await cache.flush();
      const later = await begin();
      for (let n = 0; n < count; n++) assert.equal(later.journal.last(`key ${n}`)?.title, `question ${n}`);
    });

    it('has after a restart what waited when it was ended in good order', async () => {
      const cache = await begin();
      for (let n = 0; n < 2 * limits.diskBatch; n++) cache.journal.note(record(n));
      cache.dispose();
      assert.equal((await begin()).journal.last(`key ${2 * limits.diskBatch - 1}`)?.times, 1);
    });

    it('writes at most one batch at a time, and the rest by itself', async () => {
      const cache = await begin();
      const other = await begin();
      for (let n = 0; n < 2 * limits.diskBatch; n++) cache.journal.note(record(n));
      clock.advance(limits.diskWriteMs);
      const last = `key ${2 * limits.diskBatch - 1}`;
      assert.equal(other.journal.last('key 0')?.title, 'question 0');
      assert.equal(other.journal.last(last), undefined);
      clock.advance(limits.diskWriteMs);
      assert.equal((await begin()).journal.last(last)?.times, 1);
    });

    it('counts how often a question was asked over restarts', async () => {
      const cache = await begin();
      cache.journal.note(record(1));
      cache.journal.again('key 1');
      await cache.flush();
      const later = await begin();
      later.journal.note(record(1));
      await later.flush();
      assert.equal((await begin()).journal.last('key 1')?.times, 3);
      assert.equal((await begin()).journal.often(1)[0]?.times, 3);
    });

    it('finds those that share a context, of this session and of those before, newest first', async () => {
      const cache = await begin();
      cache.journal.note(record(1, 'same'));
      await cache.flush();
      const later = await begin();
      clock.advance(10);
      later.journal.note(record(2, 'same'));
      later.journal.note(record(3, 'other'));
      const found = later.journal.sharing('same', 'sherlock').map(({ title }) => title);
      assert.deepEqual(found, ['question 2', 'question 1']);
      assert.deepEqual(later.journal.sharing('same', 'maya'), []);
    });

    it('no longer finds a question by a context that it had before', async () => {
      const cache = await begin();
      cache.journal.note(record(1, 'old'));
      cache.journal.note(record(1, 'new'));
      assert.deepEqual(cache.journal.sharing('old', 'sherlock'), []);
      assert.equal(cache.journal.sharing('new', 'sherlock').length, 1);
    });

    it('looks at the last of many that share a context', async () => {
      const cache = await begin();
      for (let n = 0; n < 2 * limits.sharingRecords; n++) {
        cache.journal.note(record(n, 'same'));
        clock.advance(1);
      }
      const found = cache.journal.sharing('same', 'sherlock');
      assert.equal(found.length, limits.sharingRecords);
      assert.equal(found[0]?.title, `question ${2 * limits.sharingRecords - 1}`);
    });

    it('keeps a question with a secret off the disk', async () => {
      const cache = await begin();
      cache.journal.note({ ...record(1), title: 'why is hunter2 refused?' });
      await cache.flush();
      assert.equal(cache.journal.last('key 1')?.title, 'why is hunter2 refused?');
      assert.equal((await begin()).journal.last('key 1'), undefined);
    });
  });
}

function record(n: number, context = `context ${n}`): Omit<AskRecord, 'askedAt' | 'times'> {
  return {
    key: `key ${n}`,
    agent: 'sherlock',
    title: `question ${n}`,
    question: { agent: 'sherlock', text: `question ${n}` },
    context,
    digest: `digest ${n}`,
    ingredients: {
      answerClass: 'm/1',
      agent: 'a',
      budget: 1,
      files: [['a.ts', 'x', 'x']],
      project: 'p',
      dependencies: 'd',
      changes: 'c',
      findings: 'f',
    },
  };
}
