import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runWee, type WeeResult } from '../../fixtures/cli/run-wee.ts';

const PRICING = 'exports.priceOf = function priceOf(book) {\n  return book.price - book.discount\n}\n';

describe('the command line, in a folder that', function () {
  this.timeout(60_000);
  let root: string;
  let data: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'wee-odd-'));
    data = mkdtempSync(join(tmpdir(), 'wee-odd-data-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
    rmSync(data, { recursive: true, force: true });
  });
  const ask = (question: string): Promise<WeeResult> => runWee(['ask', question, '--data', data], root);

  it('is empty, says so and what to do', async () => {
    const { code, out } = await ask('why is the discount wrong?');
    assert.equal(code, 0);
    assert.match(out, /I see no source code .*Open the folder that holds it/);
    assert.match(
      (await runWee(['context', 'discount', '--data', data], root)).out,
      /^There is no source code in \S+ --root names another folder; a bare repository has to be checked out/,
    );
    assert.equal((await runWee(['doctor', '--data', data], root)).code, 0);
  });

  it('is in no git repository, answers', async () => {
    mkdirSync(join(root, 'lib'));
    writeFileSync(join(root, 'lib', 'pricing.js'), PRICING);
    for (const question of ['Как посчитать скидку?', '折扣在哪里?', '???!!!'])
      assert.match((await ask(question)).out, /No file of \S+ has a word of this question[.:]/, question);
    assert.match(
      (await runWee(['context', 'umbrella', '--data', data], root)).out,
      /^No file of \S+ has a word of this question\. Name a file/,
    );
    const { out } = await ask('@sherlock why is the discount wrong?');
    assert.match(out, /lib\/pricing\.js:1/);
  });

  it('holds files and folders that this user may not read, answers from the others', async () => {
    // Root may read everything, so another user asks.
    const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
    const isRoot = process.getuid?.() === 0;
    const by =
      isRoot && spawnSync(nobody[0] ?? '', [...nobody.slice(1), process.execPath, '-v']).status === 0 ? nobody : [];
    writeFileSync(join(root, 'pricing.js'), PRICING);
    writeFileSync(join(root, 'closed.js'), '// persimmon discount\n');
    mkdirSync(join(root, 'vault'));
    writeFileSync(join(root, 'vault', 'inner.js'), '// persimmon discount\n');
    for (const path of [root, data]) chmodSync(path, 0o777);
    for (const path of ['closed.js', 'vault']) chmodSync(join(root, path), 0);
    const about = async (question: string) => {
      const args = ['context', question, '--json', '--data', data];
      const { code, out, err } = await runWee(args, root, '', { HOME: data }, by);
      assert.equal(code, 0, err);
      return (JSON.parse(out).files as { path: string }[]).map(({ path }) => path);
    };
    if (by.length > 0 || !isRoot) {
      const closed = await runWee(['context', 'x', '--root', join(root, 'vault')], root, '', { HOME: data }, by);
      assert.equal(closed.code, 2);
      assert.match(closed.err, /you may not read .*vault/);
      assert.deepEqual(await about('discount'), ['pricing.js']);
      assert.deepEqual(await about('persimmon'), []);
    }
    chmodSync(join(root, 'vault'), 0o755);
    chmodSync(join(root, 'closed.js'), 0o644);
    assert.deepEqual((await about('persimmon')).sort(), ['closed.js', 'vault/inner.js']);
  });

  it('holds binary, huge, unreadable and oddly named files, invalid UTF-8, loops and pipes, answers', async () => {
    writeFileSync(join(root, 'pricing.js'), PRICING);
    writeFileSync(join(root, 'image.bin'), Buffer.alloc(4_000, 0));
    writeFileSync(join(root, 'huge.log'), '');
    truncateSync(join(root, 'huge.log'), 100 * 2 ** 20);
    writeFileSync(join(root, 'latin1.js'), Buffer.from('// discount caf\xe9\n', 'latin1'));
    writeFileSync(join(root, 'new\nline é 價.js'), '// a discount in an odd place\nexports.discount = 1\n');
    writeFileSync(join(root, 'closed.js'), '// discount\n');
    chmodSync(join(root, 'closed.js'), 0);
    mkdirSync(join(root, 'loop'));
    symlinkSync('..', join(root, 'loop', 'up'));
    symlinkSync('self', join(root, 'self'));
    const { code, out, err } = await ask('@sherlock why is the discount wrong?');
    assert.equal(code, 0, err);
    assert.match(out, /^Look first at \[pricing\.js:1\]/);
    const odd = JSON.parse((await runWee(['context', 'discount in an odd place', '--json', '--data', data], root)).out);
    assert.equal(odd.files[0].path, 'new\nline é 價.js');
  });
});
