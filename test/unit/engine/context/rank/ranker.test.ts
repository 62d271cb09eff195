import assert from 'node:assert/strict';
import { History } from '../../../../../src/engine/context/history/history.ts';
import type { FileIndex } from '../../../../../src/engine/context/index/file-index.ts';
import { type RankedFile, Ranker } from '../../../../../src/engine/context/rank/ranker.ts';
import type { Question } from '../../../../../src/engine/domain/question.ts';
import { type FakeCommit, gitWith } from '../../../../fixtures/context/git-log.ts';
import { openIndex, putFiles } from '../../../../fixtures/context/open-index.ts';

describe('ranking', () => {
  let index: FileIndex;
  let ranker: Ranker;
  const open = async (files: Readonly<Record<string, string>>, commits: readonly FakeCommit[] = []): Promise<void> => {
    index = await openIndex();
    putFiles(index, files);
    const history = new History([{ prefix: '', git: gitWith(commits) }]);
    await history.refresh();
    ranker = new Ranker(index, history);
  };
  const rank = (text: string, more: Partial<Question> = {}, agent = 'alex'): readonly RankedFile[] =>
    ranker.rank({ agent, text, ...more }, agent);
  const paths = (...of: Parameters<typeof rank>): string[] => rank(...of).map(({ path }) => path);
  const why = (ranked: readonly RankedFile[], path: string): string =>
    ranked.find((file) => file.path === path)?.why.join('; ') ?? '';
  /** Files that say nothing of the matter, so that words are rare. */
  const others = Object.fromEntries(
    Array.from({ length: 30 }, (_, n) => [`lib/other${n}.js`, `exports.other${n} = () => shelf(${n});\n`]),
  );
  afterEach(() => index.close());

  it('finds words that a path has joined', async () => {
    await open({
      ...others,
      'lib/querystring.js': 'exports.read = (text) => text.split("&");\n',
      'lib/query.js': 'exports.read = (text) => text.split("&");\n',
      'lib/use.js': 'const shown = string(query);\n',
    });
    const ranked = rank('how is a query string read');
    assert.match(why(ranked, 'lib/querystring.js'), /path phrase: query string/);
    assert.ok(!why(ranked, 'lib/query.js').includes('path phrase'));
  });

  it('says why of each, also where there is little to say', async () => {
    const files = { 'lib/a.js': 'exports.a = 1;\n', 'lib/b.js': 'exports.b = 1;\n', 'lib/c.js': 'exports.c = 1;\n' };
    const often = Array.from({ length: 12 }, () => ({ message: 'Tidy', did: ['M lib/a.js', 'M lib/b.js'] }));
    const thrice = Array.from({ length: 3 }, () => ({ message: 'Tidy', did: ['M lib/a.js', 'M lib/c.js'] }));
    await open({ ...others, ...files }, [...thrice, ...often]);
    const ranked = rank('what does this do', { focus: { path: 'lib/a.js' } });
    assert.match(why(ranked, 'lib/c.js'), /changes together with lib\/a\.js/);
    for (const { path, why: reasons } of ranked) assert.notDeepEqual(reasons, [], path);
  });

  it('puts code above scripts and files without an ending that say the same', async () => {
    const text = 'retry the upload of a parcel\nparcel upload retry\n';
    await open({ ...others, 'a/ship.sh': text, 'b/SHIP': text, 'lib/ship.js': text, 'z/ship.zig': text });
    assert.deepEqual(paths('why is the parcel upload retried'), ['lib/ship.js', 'z/ship.zig', 'a/ship.sh', 'b/SHIP']);
  });

  it('puts the file that defines a name above one that mentions it', async () => {
    await open({
      ...others,
      'lib/use.js': 'const a = parseQuery(x);\nconst b = parseQuery(y);\nmodule.exports = parseQuery(z);\n',
      'lib/query.js': 'function parseQuery(text) {\n  return text.split("&");\n}\n',
    });
    const ranked = rank('why does parseQuery fail?');
    assert.equal(ranked[0]?.path, 'lib/query.js');
    assert.match(why(ranked, 'lib/query.js'), /defines parseQuery/);
    assert.deepEqual(
      ranked[0]?.definitions.map(({ line }) => line),
      [1],
    );
  });

  it('finds split and inflected words, and says in which lines', async () => {
    const far = `${'// nothing\n'.repeat(120)}function stripTrailingSlash(path) {}\n`;
    await open({ ...others, 'lib/far.js': far });
    const [first] = rank('stripping of trailing slashes');
    assert.equal(first?.path, 'lib/far.js');
    assert.match(first?.why[0] ?? '', /^content: .*stripping.*lines 101–/);
    assert.equal(first?.chunks[0]?.first, 101);
  });

  it('counts it against a file that it says a little in every part, and tells in how many', async () => {
    await open({
      ...others,
      'lib/long.js': `${'// nothing\n'.repeat(49)}trim(slash);\n`.repeat(8),
      'lib/short.js': 'trim(slash);\n',
    });
    const ranked = rank('trim the slash');
    assert.match(why(ranked, 'lib/long.js'), /content: .*, best of 8 parts/);
    assert.doesNotMatch(why(ranked, 'lib/short.js'), /parts/);
    const gap = (files: readonly RankedFile[]): number => {
      const [long, short] = ['lib/long.js', 'lib/short.js'].map((path) => files.find((file) => file.path === path));
      return (long?.score ?? 0) - (short?.score ?? 0);
    };
    const before = ranker.rank({ agent: 'alex', text: 'trim the slash' }, 'alex', new Set(['spread']));
    assert.ok(gap(ranked) < gap(before), `${gap(ranked)} is less than ${gap(before)}`);
  });

  it('keeps tests and documents below product code', async () => {
    const text = 'redirect status code redirect status code\n';
    await open({
      ...others,
      'test/redirect.test.js': text.repeat(9),
      'docs/redirect.md': text.repeat(9),
      'lib/response.js': text,
    });
    assert.equal(paths('redirect status code')[0], 'lib/response.js');
  });

  it('always has tests for marie, even where much code fits better', async () => {
    const code = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [`lib/route${n}.js`, `exports.route${n} = (basket) => basket.price;\n`]),
    );
    await open({ ...code, 'test/basket.test.js': "it('has a basket', () => {});\n" });
    const chosen = paths('how is the basket price made?', {}, 'marie');
    assert.equal(chosen.length, 20);
    assert.ok(chosen.includes('test/basket.test.js'));
  });

  it('lets earlier commits vote for the files that they touched', async () => {
    await open({ ...others, 'lib/a.js': 'exports.a = 1;\n' }, [
      { message: 'Fix flicker of the splash screen', did: ['M lib/a.js'] },
      { message: 'Something else', did: ['M lib/other1.js'] },
    ]);
    const ranked = rank('the splash screen flickers');
    assert.equal(ranked[0]?.path, 'lib/a.js');
    assert.match(why(ranked, 'lib/a.js'), /changed by commits about this/);
  });

  it('follows a file through its renames', async () => {
    await open({ ...others, 'core/new.js': 'exports.a = 1;\n' }, [
      { message: 'Move', did: ['R100 src/old.js core/new.js'] },
      { message: 'Fix flicker of the splash screen', did: ['M src/old.js'] },
    ]);
    assert.equal(paths('the splash screen flickers')[0], 'core/new.js');
  });

  it('adds what changes together with the best files', async () => {
    const pair = { message: 'Work', did: ['M lib/query.js', 'M lib/partner.js'] };
    await open({ ...others, 'lib/query.js': 'function parseQuery() {}\n', 'lib/partner.js': 'exports.b = 2;\n' }, [
      pair,
      pair,
      pair,
      { message: 'Alone', did: ['M lib/other2.js'] },
    ]);
    const ranked = rank('parseQuery is slow');
    assert.deepEqual(
      ranked.slice(0, 2).map(({ path }) => path),
      ['lib/query.js', 'lib/partner.js'],
    );
    assert.match(why(ranked, 'lib/partner.js'), /changes together with lib\/query\.js/);
  });

  it('adds what the best file imports, before what everybody imports', async () => {
    const everybody = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [`lib/user${n}.js`, `import { log } from './log.js';\nlog(${n});\n`]),
    );
    await open({
      ...others,
      ...everybody,
      'lib/cookie.js':
        "import { log } from './log.js';\nimport { hmac } from './hmac.js';\nexport function signCookie() {}\n",
      'lib/hmac.js': 'export const hmac = () => 1;\n',
      'lib/log.js': 'export const log = () => 2;\n',
    });
    const ranked = rank('how does signCookie sign a cookie?');
    const found = ranked.map(({ path }) => path);
    assert.equal(found[0], 'lib/cookie.js');
    assert.match(why(ranked, 'lib/hmac.js'), /imported by lib\/cookie\.js/);
    assert.ok(!found.includes('lib/log.js') || found.indexOf('lib/hmac.js') < found.indexOf('lib/log.js'));
  });

  it('puts what is in focus, named, or in a stack frame first', async () => {
    await open({ ...others, 'lib/query.js': 'function parseQuery() {}\n' });
    const focus = { path: 'lib/other7.js' };
    assert.equal(paths('why is parseQuery wrong?', { focus })[0], 'lib/other7.js');
    assert.equal(paths('what is wrong in lib/other9.js?')[0], 'lib/other9.js');
    assert.equal(paths('Error: x\n    at f (/home/me/app/lib/other11.js:3:1)')[0], 'lib/other11.js');
  });

  it('takes words of the selection where the question has none', async () => {
    await open({ ...others, 'lib/query.js': 'function parseQuery() {}\n' });
    const focus = { path: 'lib/other7.js', text: 'const q = parseQuery(url);' };
    assert.ok(paths('why is this slow?', { focus }).includes('lib/query.js'));
  });

  it('chooses the same files after an edit elsewhere', async () => {
    await open({
      ...others,
      'lib/query.js': 'function parseQuery(text) {}\n',
      'lib/url.js': 'parseQuery(url.query);\n',
    });
    const before = paths('how is the query of a url parsed?');
    putFiles(index, { 'lib/other3.js': 'exports.other3 = () => shelf(3) + shelf(4);\n' });
    assert.deepEqual(paths('how is the query of a url parsed?'), before);
  });

  it('still finds files by a word that all of them have', async () => {
    await open({ 'a.js': 'discount(1);\n', 'b.js': 'discount(2);\n' });
    assert.deepEqual(paths('discount').toSorted(), ['a.js', 'b.js']);
  });

  it('has no answer for a question without words, and none in an empty folder', async () => {
    await open({ ...others });
    assert.deepEqual(paths('???'), []);
    index.close();
    await open({});
    assert.deepEqual(paths('anything'), []);
  });

  it('is a function of the files that are there, not of those that were, with either SQLite', async () => {
    const files = {
      ...others,
      'lib/cookie.js': 'function signCookie(jar) {}\nfunction parse(jar) {}\n',
      'lib/jar.js': 'function openJar() {}\nfunction signJar() {}\nfunction parse() {}\n',
      'lib/tin.js': 'function parse() {}\n',
    };
    for (const binding of [undefined, '/nowhere/sqlite.node']) {
      index = await openIndex(undefined, binding);
      const scores = (): unknown[] => rank('sign and parse the cookie jar').map(({ path, score }) => [path, score]);
      const history = new History([]);
      putFiles(index, files);
      ranker = new Ranker(index, history);
      const fresh = scores();
      for (let times = 0; times < 20; times++) {
        const gone = 'function parse() {}\n'.repeat(times);
        putFiles(index, { 'lib/jar.js': `function parse${times}() {}\n`, 'lib/gone.js': gone });
        index.transaction(() => index.remove('lib/gone.js'));
      }
      putFiles(index, files);
      assert.deepEqual(scores(), fresh);
    }
  });
});
