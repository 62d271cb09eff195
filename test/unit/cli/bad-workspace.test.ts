import assert from 'node:assert/strict';
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
    assert.equal((await runWee(['doctor', '--data', data], root)).code, 0);
  });

  it('is in no git repository, answers', async () => {
    mkdirSync(join(root, 'lib'));
    writeFileSync(join(root, 'lib', 'pricing.js'), PRICING);
    const { out } = await ask('@sherlock why is the discount wrong?');
    assert.match(out, /lib\/pricing\.js:1/);
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
