import assert from 'node:assert/strict';
import { findWith, placesOf } from '../../../../../fixtures/project-view/find-with.ts';

describe('elements without an accessible name', () => {
  const find = (page: string, path = 'web/page.html') => findWith('accessible-names', { [path]: page });

  it('are images, frames, fields, buttons and links that say nothing', () => {
    const found = find(
      '<html lang="en">\n<img src="a.png">\n<iframe src="b"></iframe>\n<input name="q">\n<button><svg></svg></button>\n<a href="/x"><i class="icon"></i></a>\n</html>',
    );
    assert.deepEqual(
      placesOf(found),
      [2, 3, 4, 5, 6].map((line) => `web/page.html:${line}`),
    );
    assert.match(found[0]?.title ?? '', /`<img>` at `web\/page\.html:2` has no `alt`/);
  });

  it('are not those with a label, a text, a value or attributes from elsewhere', () => {
    const found = find(
      [
        '<html lang="en"><img alt="" src="a"><img role="presentation" src="b">',
        '<label>Name <input name="n"></label>',
        '<label for="mail">Mail</label> <input id="mail">',
        '<input type="hidden" name="t"><input type="submit">',
        '<button aria-label="Close"><svg></svg></button><button>{{ label }}</button>',
        '<a id="anchor"></a><a href="/"><img alt="Home" src="c"></a>',
        '<!-- <img src="d"> --><script>const x = "<img src=e>"</script></html>',
      ].join('\n'),
    );
    assert.deepEqual(found, []);
  });

  it('are found in JSX and Vue, also over several lines', () => {
    const jsx =
      'export const A = () => (\n  <div>\n    <img\n      src={url}\n      onLoad={() => done(1 > 0)}\n    />\n    <Logo />\n    <img {...rest} />\n    <span onClick={go}>x</span>\n  </div>\n)\n';
    assert.deepEqual(placesOf(find(jsx, 'src/a.tsx')), ['src/a.tsx:3', 'src/a.tsx:9']);
    const vue =
      '<template>\n  <img :src="url">\n  <img :src="url" :alt="name">\n  <select v-model="x"></select>\n</template>\n';
    assert.deepEqual(placesOf(find(vue, 'src/a.vue')), ['src/a.vue:2', 'src/a.vue:4']);
  });

  it('ends soon on markup that never closes', () => {
    assert.ok(find('<img '.repeat(40_000)).length <= 6);
    assert.ok(find(`<a href="${'{'.repeat(50_000)}`).length <= 6);
  });
});
