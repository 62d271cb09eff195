import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runWee } from '../../fixtures/cli/run-wee.ts';
import { TestWorkspace } from '../../fixtures/workspace.ts';

const FILES = 50_000;

describe('a workspace of 50,000 files', function () {
  this.timeout(180_000);
  let workspace: TestWorkspace;
  beforeEach(() => {
    workspace = new TestWorkspace();
  });
  afterEach(() => workspace.remove());

  it('is indexed whole, answered from, and followed from then on', async () => {
    for (let n = 0; n < FILES; n++) {
      const folder = workspace.path(`part${Math.floor(n / 500)}`);
      if (n % 500 === 0) mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `f${n}.md`), `number n${n}\n`);
    }
    const args = ['context', `where is n${FILES - 1}?`, '--json', '--data', workspace.data];
    const first = await runWee(args, workspace.folder);
    assert.equal(first.code, 0, first.err);
    assert.equal(JSON.parse(first.out).files[0].path, `part99/f${FILES - 1}.md`);
    workspace.write('part0/f0.md', 'a persimmon\n');
    const second = await runWee(['context', 'persimmon', '--json', '--data', workspace.data], workspace.folder);
    assert.equal(JSON.parse(second.out).files[0].path, 'part0/f0.md');
  });
});
