import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSessionStore } from '../../../../../../src/engine/coordinator/session/store/create-session-store.ts';
import type { SessionRecord } from '../../../../../../src/engine/domain/session.ts';
import { limits } from '../../../../../../src/engine/limits.ts';
import { silentLog } from '../../../../../../src/engine/ports/log.ts';
import { drivers } from '../../../../../fixtures/storage/drivers.ts';
import { fakeClock } from '../../../../../fixtures/storage/fake-clock.ts';

const session = (id: string, startedAt: number, more: Partial<SessionRecord> = {}): SessionRecord => ({
  id,
  question: `question ${id}`,
  startedAt,
  status: 'done',
  plan: { by: 'names', reason: 'asked by name' },
  steps: [],
  text: `text of ${id}`,
  sources: [{ path: 'a.ts', line: 1 }],
  ms: 5,
  coordination: { efficiency: 1, overhead: 0 },
  ...more,
});

for (const { name, binding } of drivers) {
  describe(`sessions kept with ${name}`, () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'wee-sessions-'));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));
    const open = (path = join(folder, 'sessions.db')) =>
      createSessionStore({ path, binding, clock: fakeClock(), log: silentLog });

    it('are there after a restart, newest first, and are found by the beginning of their id', async () => {
      const store = open();
      store.save(session('aaaa1111', 1));
      store.save(session('bbbb2222', 2, { status: 'running' }));
      await store.flush();
      store.dispose();
      const later = open();
      assert.deepEqual(
        (await later.list()).map(({ id, status }) => [id, status]),
        [
          ['bbbb2222', 'running'],
          ['aaaa1111', 'done'],
        ],
      );
      assert.deepEqual(await later.get('aaaa'), session('aaaa1111', 1));
      assert.equal(await later.get('a'), undefined);
      assert.equal(await later.get('cccc'), undefined);
      later.dispose();
    });

    it('are written when the process ends in good order', async () => {
      const store = open();
      await store.list();
      store.save(session('aaaa1111', 1));
      store.dispose();
      const later = open();
      assert.equal((await later.list()).length, 1);
      later.dispose();
    });

    it('make room for newer ones', async () => {
      const store = open();
      for (let n = 0; n < limits.sessionsKept + 20; n++) store.save(session(`id-${n}`, n));
      await store.flush();
      store.dispose();
      const later = open();
      const list = await later.list();
      assert.equal(list.length, limits.sessionsKept);
      assert.equal(list.at(-1)?.id, 'id-20');
      later.dispose();
    });

    it('stay in memory where the disk fails, and say so', async () => {
      writeFileSync(join(folder, 'file'), '');
      const store = open(join(folder, 'file', 'sessions.db'));
      store.save(session('aaaa1111', 1));
      await store.flush();
      assert.equal((await store.get('aaaa1111'))?.text, 'text of aaaa1111');
      assert.match(store.notices()[0] ?? '', /kept in memory only/);
      store.dispose();
    });
  });
}
