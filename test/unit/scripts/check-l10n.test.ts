import assert from 'node:assert/strict';
import { compare, textsOf } from '../../../scripts/check-l10n.mjs';

describe('the check of translations', () => {
  it('finds the texts of the host and of the page', () => {
    const host = "vscode.l10n.t('Ask WEE'); other('not this');";
    assert.deepEqual(textsOf('a.ts', host), { texts: ['Ask WEE'], faults: [] });
    const page = "const part = <p title={t('size')}>{t('{0} tokens', 3)} p95 · 1</p>;";
    assert.deepEqual(textsOf('a.tsx', page), { texts: ['size', '{0} tokens'], faults: [] });
  });

  it('names a text that is put together, and one on the page that is not handed over', () => {
    assert.equal(textsOf('a.ts', "vscode.l10n.t('Ask ' + name)").faults.length, 1);
    assert.match(textsOf('a.tsx', 'const part = <p>Hit rate</p>;').faults[0] ?? '', /“Hit rate” is not handed to t/);
  });

  it('names what a bundle lacks, what nothing uses, and arguments that got lost', () => {
    assert.deepEqual(compare('de', ['a', 'b {0}'], { 'b {0}': 'B', c: 'C' }), [
      'de lacks “a”',
      'de translates “c”, which nothing uses',
      'de: the translation of “b {0}” has other places for arguments',
    ]);
    assert.deepEqual(compare('de', ['{0} of {1}'], { '{0} of {1}': '{1}, davon {0}' }), []);
  });
});
