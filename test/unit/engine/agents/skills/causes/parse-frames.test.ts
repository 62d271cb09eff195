import assert from 'node:assert/strict';
import fc from 'fast-check';
import { matchPath } from '../../../../../../src/engine/agents/skills/causes/match-path.ts';
import { parseFrames } from '../../../../../../src/engine/agents/skills/causes/parse-frames.ts';

const CASES: readonly (readonly [language: string, text: string, path: string, line: number, name?: string])[] = [
  ['JavaScript', 'E: x\n    at async load (file:///srv/a.mjs:3:9)', '/srv/a.mjs', 3, 'load'],
  [
    'a method of JavaScript',
    '    at Layer.handle [as go] (/srv/my app/a.js:3:9)',
    '/srv/my app/a.js',
    3,
    'Layer.handle',
  ],
  ['JavaScript without a name', '    at /srv/a.js:3:9', '/srv/a.js', 3],
  ['Windows', '    at f (C:\\app\\lib\\a.js:3:9)', 'C:\\app\\lib\\a.js', 3, 'f'],
  ['Java', '\tat com.acme.Cart.total(Cart.java:41)', 'Cart.java', 41, 'com.acme.Cart.total'],
  ['Go', 'main.run(...)\n\t/home/u/app/run.go:12 +0x2b', '/home/u/app/run.go', 12],
  ['Rust', "thread 'main' panicked at src/main.rs:10:5:\nno", 'src/main.rs', 10],
  ['Ruby', "lib/a.rb:7:in `total': no (E)", 'lib/a.rb', 7, 'total'],
  ['TypeScript', 'src/a.ts(12,5): error TS2304', 'src/a.ts', 12],
  ['people', 'look at lib/response.js:823, please', 'lib/response.js', 823],
];

describe('frames', () => {
  for (const [language, text, path, line, name] of CASES) {
    it(`are read from a trace of ${language}`, () => {
      assert.deepEqual(parseFrames(text)[0], { path, line, ...(name !== undefined && { name }) });
    });
  }

  it('of Python come innermost first, though it prints them last', () => {
    const text =
      'Traceback (most recent call last):\n  File "a.py", line 1, in main\n  File "b.py", line 2, in load\nE: x';
    assert.deepEqual(
      parseFrames(text).map(({ path, name }) => [path, name]),
      [
        ['b.py', 'load'],
        ['a.py', 'main'],
      ],
    );
  });

  it('are not seen in times, addresses and ratios', () => {
    assert.deepEqual(parseFrames('at 12:30 on 127.0.0.1:8080 the ratio was 3:4, see http://localhost:3000'), []);
  });

  it('are found or not, but never hang or throw', () => {
    for (const piece of ['at ', '(', 'a/', 'a.', '@', 'File "', ' ', 'x:1'])
      assert.ok(Array.isArray(parseFrames(piece.repeat(30_000))));
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => void parseFrames(text)));
  });
});

describe('the path of a frame', () => {
  const paths = new Set([
    'src/requests/sessions.py',
    'lib/a.js',
    'app/lib/router.js',
    'context.go',
    'x/u.js',
    'y/u.js',
  ]);
  const shows = (written: string, expected: string | undefined): void =>
    assert.equal(matchPath(written, paths), expected);

  it('is found from another machine', () => {
    shows('/srv/shop/lib/a.js', 'lib/a.js');
    shows('C:\\shop\\lib\\a.js', 'lib/a.js');
    shows('./lib/a.js', 'lib/a.js');
    shows('/usr/lib/python3/site-packages/requests/sessions.py', 'src/requests/sessions.py');
  });

  it('is not mistaken for a file of a library or of a language', () => {
    shows('/srv/node_modules/express/lib/router.js', undefined);
    shows('node:internal/lib/a.js', undefined);
    shows('/usr/local/go/src/runtime/context.go', undefined);
  });

  it('is nobody’s when two files fit', () => {
    shows('u.js', undefined);
  });
});
