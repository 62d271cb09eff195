import assert from 'node:assert/strict';
import { readPassages } from '../../../../../../src/engine/agents/skills/people/docs/read-passages.ts';
import { findWith, placesOf } from '../../../../../fixtures/project-view/find-with.ts';

const GUIDE = `# Shop

Contents: [Discounts](#discounts)

A shop for books, with \`prices\` in cents.

## Discounts

A discount is taken off the price before tax. See the [tariff](docs/tariff.md).

\`\`\`js
applyDiscount(price, 10)
\`\`\`

## Rounding

- half up
- never below one cent
`;
const TARIFF = `Tariffs
=======

The ways to give a discount:

* by percent,
* by \`\`amount\`\`, see :ref:\`amounts\`.

Grouping
--------

.. code-block:: python

    group(discounts)
`;
const files = {
  'README.md': GUIDE,
  'docs/tariff.rst': TARIFF,
  'CHANGELOG.md': '## 1.0\n\n- Added a discount of the price before tax to the shop.\n',
};

describe('the documents of a project', () => {
  it('answer with the paragraph that hits, its heading, its lines and the code that it shows', () => {
    const [first] = findWith('docs-passages', files, 'what do the docs say about discounts before tax?');
    assert.equal(first?.title, '`README.md:9` says under “Discounts”');
    assert.equal(first?.detail, 'A discount is taken off the price before tax. See the tariff.');
    assert.deepEqual(first?.excerpt, { language: 'js', text: 'applyDiscount(price, 10)' });
    assert.deepEqual(first?.sources, [{ path: 'README.md', line: 9, endLine: 9 }]);
  });

  it('answer with what they say now before what once changed', () => {
    const places = placesOf(findWith('docs-passages', files, 'is the discount of a price before tax documented?'));
    assert.equal(places[0], 'README.md:9');
    assert.ok(!places.slice(0, 1).includes('CHANGELOG.md:3'));
  });

  it('say nothing about what they do not hold, and of nothing in particular', () => {
    assert.deepEqual(findWith('docs-passages', files, 'what do the docs say about websockets?'), []);
    assert.deepEqual(findWith('docs-passages', files, 'are the docs good?'), []);
  });

  it('answer what is asked in one word, also a word such as security, by a short paragraph under its heading', () => {
    const readme = '# Shop\n\nSells.\n\n### Security Issues\n\nIf you find a vulnerability, please mail us.\n';
    for (const text of ['what do the docs say about vulnerabilities?', 'what does the readme say about security?'])
      assert.deepEqual(placesOf(findWith('docs-passages', { 'README.md': readme }, text)), ['README.md:7']);
    const running = '# Shop\n\n## Ignore rules\n\nPaths to ignore stand in a file beside it.\n';
    const found = findWith('docs-passages', { 'README.md': running }, 'how do I use ignoring?');
    assert.deepEqual(placesOf(found), ['README.md:5']);
  });

  it('say nothing of a name that they do not hold, though they hold its parts', () => {
    const guide = {
      'docs/plugins.md': '# Plugins\n\nA plugin has a name.\n\n## taxOf\n\nThe tax as taxOf gives it.\n',
    };
    const ask = (text: string) => placesOf(findWith('docs-passages', guide, text));
    assert.deepEqual(ask('what does getPluginName do and how is it documented?'), []);
    assert.deepEqual(ask('what does taxOf do and how is it documented?'), ['docs/plugins.md:7']);
  });

  it('give the same passages whatever the other documents say of other things', () => {
    const text = 'how do I round a discount before tax?';
    const alone = findWith('docs-passages', files, text);
    const others = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [`docs/a${at}.md`, '# Tax\n\nTax law.\n\nMore on tax.\n']),
    );
    assert.notDeepEqual(alone, []);
    assert.deepEqual(findWith('docs-passages', { ...others, ...files }, text), alone);
  });

  it('answer with a list once, not with its items again', () => {
    const found = findWith('docs-passages', files, 'how do I give a discount in percent by amount?');
    const lists = placesOf(found).filter((place) => place.startsWith('docs/tariff.rst'));
    assert.deepEqual(lists.slice(0, 1), ['docs/tariff.rst:4']);
    assert.ok(!lists.includes('docs/tariff.rst:6') && !lists.includes('docs/tariff.rst:7'));
  });

  it('are read with headings as HTML, and without their table of contents', () => {
    const faq = '# FAQ\n\n* [Is it free?](#free)\n\n<h3 name="free">\nIs it free?\n</h3>\n\nYes, all of it.\n';
    const passages = readPassages(faq);
    assert.deepEqual(
      passages.map(({ text, headings }) => [...headings, text]),
      [['FAQ', 'Is it free?', 'Yes, all of it.']],
    );
  });

  it('are read without marks of quotes and of footnotes', () => {
    const [passage] = readPassages('> Note:\n> books [#]_ are\n> sold.\n');
    assert.equal(passage?.text, 'Note: books are sold.');
  });

  it('are read beside one that is too large to be', () => {
    const huge = { 'dump.txt': 'a discount\n\n'.repeat(130_000), ...files };
    const text = 'what do the docs say about rounding?';
    assert.deepEqual(findWith('docs-passages', huge, text), findWith('docs-passages', files, text));
    assert.equal(placesOf(findWith('docs-passages', huge, text))[0], 'README.md:17');
  });

  it('are read without the options of directives', () => {
    const rst = '.. data:: shop\n   :noindex:\n\n   Where books are sold.\n\n:func:`sell` sells one.\n';
    assert.deepEqual(
      readPassages(rst).map(({ text }) => text),
      ['Where books are sold.', 'sell sells one.'],
    );
  });

  it('are read with the list that a sentence announces, and a section of nothing but code by its heading', () => {
    const passages = readPassages(TARIFF);
    assert.deepEqual(
      passages.map(({ text, line, endLine }) => `${line}-${endLine} ${text}`),
      [
        '4-7 The ways to give a discount: • by percent, • by amount, see amounts.',
        '6-6 by percent,',
        '7-7 by amount, see amounts.',
        '11-15 Grouping',
      ],
    );
    assert.deepEqual(passages[3]?.headings, ['Tariffs', 'Grouping']);
    assert.deepEqual(passages[3]?.code, { language: 'python', text: 'group(discounts)' });
  });

  it('are read in the end whatever they hold', () => {
    for (const text of [
      '`'.repeat(50_000),
      '[a]('.repeat(20_000),
      '***'.repeat(20_000),
      '=====\n'.repeat(20_000),
      '::\n   x\n'.repeat(10_000),
    ])
      assert.ok(readPassages(text).length <= 20_000);
  });
});

describe('the comment of a definition that a question names', () => {
  const code = {
    'lib/price.js': `/**\n * Takes a discount off.\n *\n * @param {number} price\n */\n\nexports.applyDiscount = function applyDiscount(price) { return price }\n\nexports.bare = function bareOne(x) { return x }\n`,
  };

  it('is told without its parameters, also with an empty line below it', () => {
    const [first] = findWith('doc-comments', code, 'is applyDiscount() documented?');
    assert.match(first?.title ?? '', /^`applyDiscount` \(\w+\) in `lib\/price\.js` says of itself$/);
    assert.match(first?.detail ?? '', /^Takes a discount off\.\n/);
  });

  it('is that of the name as it is written, not of another that is a part of it', () => {
    const send = {
      'lib/send.js':
        '/** Sends. */\nexports.send = function send(body) {\n  a()\n  b()\n  return c(body)\n}\n\n/** Sends a file. */\nexports.sendFile = function sendFile(path) {\n  a()\n  b()\n  return c(path)\n}\n',
    };
    const titles = findWith('doc-comments', send, 'what does res.sendFile do and how is it documented?').map(
      ({ title }) => title,
    );
    assert.equal(titles.length, 1);
    assert.match(titles[0] ?? '', /^`sendFile` /);
    const docs = { 'docs/api.md': '# Answers\n\nUse send for a body of text.\n' };
    assert.deepEqual(findWith('docs-passages', docs, 'how is sendFile documented?'), []);
  });

  it('is missed where there is none', () => {
    const [first] = findWith('doc-comments', code, 'is exports.bare documented?');
    assert.match(first?.title ?? '', /has no comment that says what it is for/);
  });
});
