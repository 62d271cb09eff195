import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createFixtureProject } from '../../e2e/fixture-project.ts';
import { runWee } from '../../fixtures/cli/run-wee.ts';
import { mountSmallDisk, type SmallDisk } from '../../fixtures/cli/small-disk.ts';

const QUESTION = '@sherlock why is the discount wrong?';
const DATABASES = ['answers.db', 'index.db'] as const;

describe('the command line, with a data folder that', function () {
  this.timeout(60_000);
  let root: string;
  let temp: string;
  let data: string;
  let disk: SmallDisk | undefined;
  let holder: ChildProcess | undefined;
  beforeEach(() => {
    root = createFixtureProject();
    temp = mkdtempSync(join(tmpdir(), 'wee-bad-'));
    data = join(temp, 'data');
  });
  afterEach(() => {
    holder?.kill();
    disk?.remove();
    disk = undefined;
    rmSync(root, { recursive: true, force: true });
    rmSync(temp, { recursive: true, force: true });
  });

  /** An answer all the same, and on standard error what is wrong and what to do. */
  const answers = async (folder: string, wrong: RegExp): Promise<void> => {
    const { code, out, err } = await runWee(['ask', QUESTION, '--data', folder], root);
    assert.equal(code, 0, err);
    assert.match(out, /lib\/pricing\.js:\d+/);
    assert.match(err, wrong);
  };
  const doctorSays = async (folder: string, wrong: RegExp): Promise<void> => {
    const { code, out } = await runWee(['doctor', '--json', '--data', folder], root);
    assert.equal(code, 1);
    const checks: { name: string; ok: boolean; detail: string; remedy: string }[] = JSON.parse(out).checks;
    const bad = checks.filter(({ ok }) => !ok);
    assert.ok(
      bad.some(({ detail }) => wrong.test(detail)),
      out,
    );
    for (const { remedy } of bad) assert.ok(remedy.length > 10);
  };
  const fill = () => runWee(['ask', QUESTION, '--data', data], root);

  it('cannot be made, such as under /proc, answers from memory', async function () {
    if (process.platform !== 'linux') this.skip();
    await answers('/proc/wee/deep', /it cannot be opened .*goes on in memory/);
    await doctorSays('/proc/wee/deep', /it cannot be opened/);
  });

  it('lies on a full disk, answers from memory', async function () {
    disk = mountSmallDisk(data, 64);
    if (disk === undefined) this.skip();
    await answers(join(data, 'wee'), /the disk is full .*Free some space/);
    await doctorSays(join(data, 'wee'), /the disk is full/);
  });

  it('lies on a read-only disk, answers from memory and leaves it as it is', async function () {
    disk = mountSmallDisk(data, 8_000);
    if (disk === undefined) this.skip();
    await fill();
    disk.makeReadOnly();
    await answers(data, /it cannot be written .*Make its folder writable/);
    await answers(join(data, 'new'), /it cannot be written/);
    await doctorSays(data, /it cannot be written/);
  });

  it('holds damaged databases, keeps them aside, begins new ones, and is well again', async () => {
    await fill();
    for (const name of DATABASES) {
      const file = openSync(join(data, name), 'r+');
      writeSync(file, Buffer.alloc(100, 0xa7), 0, 100, 0);
      closeSync(file);
    }
    await answers(data, /answers\.db was damaged or not WEE's; it was kept as/);
    const kept = readdirSync(data).filter((name) => name.includes('.corrupt-'));
    for (const name of DATABASES)
      assert.ok(
        kept.some((one) => one.startsWith(name)),
        name,
      );
    assert.equal(JSON.parse((await runWee(['ask', QUESTION, '--json', '--data', data], root)).out).tier, 'disk');
    assert.equal((await runWee(['doctor', '--data', data], root)).code, 0);
  });

  it('was written by a newer WEE, answers from memory and leaves it as it is', async () => {
    await fill();
    const version = (next?: number): number => {
      const [name] = DATABASES;
      const database = new DatabaseSync(join(data, name));
      if (next !== undefined) database.exec(`PRAGMA user_version = ${next}`);
      const found = Number(database.prepare('PRAGMA user_version').get()?.user_version);
      database.close();
      return found;
    };
    version(999);
    await answers(data, /written by a newer WEE .*Update WEE/);
    await doctorSays(data, /written by a newer WEE/);
    assert.equal(version(), 999);
  });

  it('another process holds locked, answers all the same, and from it when it is free again', async () => {
    await fill();
    const script = `const { DatabaseSync } = require('node:sqlite'); const d = new DatabaseSync(process.argv[1]);
      d.exec('BEGIN EXCLUSIVE'); console.log('held'); setInterval(() => {}, 1_000);`;
    holder = spawn(process.execPath, ['-e', script, join(data, 'answers.db')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout ?? holder, 'data');
    await answers(data, /another window holds it .*Close other windows/);
    holder?.kill();
    await once(holder, 'exit');
    assert.equal(JSON.parse((await runWee(['ask', QUESTION, '--json', '--data', data], root)).out).tier, 'disk');
  });
});
