import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createAnswerCache } from '../../../../src/engine/cache/create-answer-cache.ts';
import { silentLog } from '../../../../src/engine/ports/log.ts';
import { systemClock } from '../../../../src/node/system-clock.ts';
import { drivers } from '../../../fixtures/storage/drivers.ts';

const WINDOWS = 4;
const STEPS = Number(process.env.WEE_WINDOW_STEPS ?? 150);

for (const { name, binding } of drivers) {
  describe(`Several windows on one database over ${name}`, function () {
    this.timeout(120_000);
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'wee-windows-'));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    /** Runs a window to its end, or kills it after this many lines. Resolves to what it said. */
    const window = async (title: string, killAfter = Number.POSITIVE_INFINITY): Promise<string[]> => {
      const script = join(import.meta.dirname, '../../../fixtures/storage/window.ts');
      const child = spawn(process.execPath, [script, join(folder, 'answers.db'), binding ?? '', title, `${STEPS}`]);
      const lines: string[] = [];
      let trouble = '';
      child.stderr.on('data', (part: Buffer) => {
        trouble += part.toString();
      });
      createInterface(child.stdout).on('line', (line) => {
        if (lines.push(line) >= killAfter) child.kill('SIGKILL');
      });
      await once(child, 'close');
      assert.ok(lines.at(-1) === 'done' || lines.length >= killAfter, trouble);
      return lines;
    };

    it('serves no wrong answer and loses none that was flushed, though windows are killed and come again', async () => {
      const said = await Promise.all(
        Array.from({ length: WINDOWS }, async (_, n) => {
          // Half of them die in the midst of it, and another opens in their place.
          const first = await window(`window${n}`, n % 2 === 0 ? 10 + 7 * n : undefined);
          return n % 2 === 0 ? [...first, ...(await window(`window${WINDOWS + n}`))] : first;
        }),
      );
      const lines = said.flat();
      assert.deepEqual(
        lines.filter((line) => /^(?:wrong|notice)/.test(line)),
        [],
      );
      const kept = lines.filter((line) => line.startsWith('kept ')).map((line) => line.slice(5));
      assert.ok(kept.length > WINDOWS * STEPS * 0.3, `${kept.length} were kept`);
      const sizes = { memoryBytes: 1e6, diskBytes: 1e9, ttlMs: 1e9 };
      const path = join(folder, 'answers.db');
      const cache = createAnswerCache({ path, binding, ...sizes, clock: systemClock, log: silentLog });
      await cache.ready();
      assert.deepEqual(
        kept.filter((digest) => !cache.get(digest)?.answer.text.startsWith(`${digest} `)),
        [],
      );
      const { ok, damaged, checked } = await cache.verify();
      assert.deepEqual([ok, damaged], [true, []]);
      const { entries } = cache.stats().find(({ tier }) => tier === 'disk') ?? {};
      assert.equal(entries, checked);
      cache.dispose();
    });
  });
}
