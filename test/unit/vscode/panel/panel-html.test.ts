import assert from 'node:assert/strict';
import { panelHtml } from '../../../../src/vscode/features/panel/panel-html.ts';

describe('the page of the panel', () => {
  const page = panelHtml({
    script: 'vscode-resource:/dashboard.js',
    style: 'vscode-resource:/dashboard.css',
    cspSource: 'vscode-resource:',
    nonce: 'abc',
    language: 'de',
    strings: { 'a "b" <c>': '</main><script>1</script>&' },
  });

  it('allows its own style and one script, and nothing else', () => {
    assert.match(page, /default-src 'none'; style-src vscode-resource:; script-src 'nonce-abc'"/);
    assert.equal(page.match(/<script/g)?.length, 1);
    assert.doesNotMatch(page, /https?:|style=/);
  });

  it('holds texts that no text can break out of', () => {
    const json = /data-strings="([^"]*)"/.exec(page)?.[1] ?? '';
    const plain = json.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    assert.deepEqual(JSON.parse(plain), { 'a "b" <c>': '</main><script>1</script>&' });
  });
});
