import assert from 'node:assert/strict';
import { testCommand } from '../../../../../../src/engine/agents/skills/evidence/test-command.ts';
import { skills } from '../../../../../../src/engine/agents/skills/registry.ts';
import { findWith, placesOf } from '../../../../../fixtures/project-view/find-with.ts';
import { memoryView } from '../../../../../fixtures/project-view/memory-view.ts';

/** Apart, since no test of ours may hold it. */
const ONLY = ['it', 'only'].join('.');

describe('what marie finds', () => {
  it('the test whose name says just what is asked, before one that says more', () => {
    const found = findWith(
      'test-map',
      {
        'test/res.clearCookie.js':
          "describe('.clearCookie(name)', () => {\n  it('should clear a cookie', () => {})\n})\n",
        'test/res.cookie.js': "describe('.cookie(name)', () => {\n  it('should set', () => {})\n})\n",
      },
      'which tests cover res.cookie?',
    );
    assert.match(found[0]?.title ?? '', /`test\/res\.cookie\.js` has tests of this/);
  });

  it('names that no test names, of the file that the question is about', () => {
    const files = {
      'lib/logger.js': 'exports.create = function create () {}\nexports.flush = function flush () {}\n',
      'lib/other.js': 'exports.unrelated = function unrelated () {}\n',
      'test/logger.test.js': "test('a', () => { create() })\n",
    };
    const found = findWith('untested-sources', files, 'what is not tested in the logger?');
    assert.match(found[0]?.title ?? '', /^No test names `flush` of `lib\/logger\.js`$/);
    assert.ok(!found.some(({ title }) => title.includes('unrelated')));
  });

  it('lines that make a test fail now and then', () => {
    const found = findWith('flaky-patterns', {
      'test/a.test.js': `${ONLY}('a', async () => {\n  await new Promise((r) => setTimeout(r, 500))\n  assert.ok(Date.now() - start < 100)\n  server.listen(3000)\n  await fetch('https://github.com/x')\n  await fetch('http://localhost:1/x')\n})\n`,
      'lib/b.js': 'await sleep(500)\n',
    });
    assert.deepEqual(
      placesOf(found),
      [1, 2, 3, 4, 5].map((line) => `test/a.test.js:${line}`),
    );
  });

  it('commits that changed a source and no test', () => {
    const change = (commit: string, subject: string, ...paths: readonly string[]) => ({
      commit,
      day: '2026-11-20',
      subject,
      paths,
    });
    const files = { 'lib/a.js': 'exports.a = 1\n', 'test/a.test.js': '' };
    const changes = [
      change('aaa1', 'fix: rounding', 'lib/a.js'),
      change('bbb2', 'fix: sign', 'lib/a.js', 'test/a.test.js'),
      change('ccc3', 'docs: explain', 'lib/a.js'),
      change('ddd4', 'feat: other', 'lib/other.js'),
    ];
    const found = findWith('untested-changes', files, 'what changed?', changes);
    assert.deepEqual(
      found.map(({ title }) => title),
      ['`aaa1` of 2026-11-20 changed `lib/a.js` and no test: fix: rounding'],
    );
  });

  it('tests that a Rust source holds itself, and none that only compile with them', () => {
    const own =
      'pub fn walk() {}\npub fn untouched() {}\n#[cfg(test)]\nmod tests {\n  #[test]\n  fn walks() { walk(); }\n}\n';
    const files = {
      'src/walk.rs': own,
      'src/bare.rs': '#[cfg(test)]\nuse x;\npub fn bare() {}\n',
      'tests/other.rs': '',
    };
    const mapped = findWith('test-map', files, 'which tests cover walk?').map(({ title }) => title);
    assert.ok(mapped.includes('`src/walk.rs:3` begins the tests that this file holds itself'), mapped.join());
    const bare = findWith('untested-sources', files, 'what is untested?').map(({ title }) => title);
    assert.deepEqual(bare, [
      'No test names `untouched` of `src/walk.rs`',
      'No test names `bare` of `src/bare.rs`',
      'No test is named for `src/bare.rs`, imports it or uses what it exports',
    ]);
  });

  it('flaky tests of the whole project where the question names no part of it', () => {
    const files = { 'lib/a.js': 'exports.a = 1\n' };
    const view = memoryView({ ...files, 'test/late.test.js': 'await sleep(500)\n' });
    const skill = skills.get('flaky-patterns');
    const ask = (text: string) => skill?.find({ question: { agent: '', text }, view, chosen: ['lib/a.js'] }) ?? [];
    assert.deepEqual(placesOf(ask('which tests are flaky?')), ['test/late.test.js:1']);
    assert.deepEqual(ask('which tests of pricing are flaky?'), []);
    const fine = { 'test/a.test.js': 'assert.equal(parse("1s"), duration)\nassert.ok(elapsed < 100)\n' };
    assert.deepEqual(placesOf(findWith('flaky-patterns', fine, 'flaky?')), ['test/a.test.js:2']);
  });

  it('the command that runs just the tests that matter', () => {
    const of = (files: Readonly<Record<string, string>>, ...tests: readonly string[]) =>
      testCommand(memoryView(files), tests);
    const manifest = (command: string) => ({ 'package.json': `{\n  "scripts": {\n    "test": "${command}"\n  }\n}` });
    assert.equal(
      of(manifest('mocha --require ./env --reporter spec test/'), 'test/a.js'),
      'npx mocha --require ./env test/a.js',
    );
    assert.equal(of(manifest('vitest'), 'a.spec.ts'), 'npx vitest run a.spec.ts');
    assert.equal(of(manifest('npm run lint && node --test'), 'a.test.js'), 'node --test a.test.js');
    assert.equal(of({ ...manifest('make check'), 'pnpm-lock.yaml': '' }, 'a.test.js'), 'pnpm test');
    assert.equal(of({ 'go.mod': '' }, 'binding/json_test.go', 'a_test.go'), 'go test ./binding .');
    const cargo = { 'Cargo.toml': '', 'net/Cargo.toml': '' };
    assert.equal(of(cargo, 'net/tests/tcp.rs', 'net/src/tests/x.rs'), 'cargo test -p net --test tcp');
    assert.equal(of({ 'pyproject.toml': '' }, 'tests/test_a.py'), 'python -m pytest tests/test_a.py');
    assert.equal(of({ 'pom.xml': '' }, 'src/test/java/ATest.java'), 'mvn test -Dtest=ATest');
    assert.equal(of({ 'build.gradle': '' }, 'src/test/java/ATest.java'), "./gradlew test --tests '*ATest'");
    const modules = { 'pom.xml': '', 'core/pom.xml': '' };
    assert.equal(of(modules, 'core/src/test/java/ATest.java'), 'mvn test -pl core -Dtest=ATest');
    const nested = { 'build.gradle': '', 'ext/junit/build.gradle.kts': '' };
    assert.equal(of(nested, 'ext/junit/src/test/java/ATest.java'), "./gradlew :ext:junit:test --tests '*ATest'");
    assert.equal(of({ 'a.txt': '' }), undefined);
  });
});
