import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { CodeParser } from '../../../../../src/engine/context/code/code-parser.ts';
import { grammars } from '../../../../../src/engine/context/code/grammars/registry.ts';
import { createCodeParser } from '../../../../../src/engine/context/code/tree-sitter-parser.ts';
import { limits } from '../../../../../src/engine/limits.ts';
import { silentLog } from '../../../../../src/engine/ports/log.ts';
import { grammarFolder } from '../../../../../src/node/grammar-folder.ts';
import { systemClock } from '../../../../../src/node/system-clock.ts';

const folder = grammarFolder('no/dist') ?? grammarFolder('dist') ?? '';

describe('the code parser', () => {
  let parser: CodeParser;
  /** `first/line-end kind parent.name` of each definition, `+` where others see it. */
  const outline = (text: string, language: string): string[] =>
    parser
      .parse(text, language)
      .definitions.map(
        (d) =>
          `${d.firstLine}/${d.line}-${d.endLine} ${d.kind} ${d.parent === undefined ? '' : `${d.parent}.`}${d.name}${d.exported ? '+' : ''}`,
      );
  const imports = (text: string, language: string) =>
    parser.parse(text, language).imports.map(({ specifier, names }) => [specifier, ...(names ?? [])].join(' '));

  before(async () => {
    parser = createCodeParser(folder, systemClock, silentLog);
    for (const language of Object.keys(grammars)) assert.equal(await parser.load(language), true, language);
  });

  it('reads JavaScript: what modules export, methods with their class, prototypes', () => {
    const text = [
      "import a from './a.js';",
      "const x = require('y');",
      '/** Does it. */',
      'export async function foo(',
      '  z,',
      ') {',
      '}',
      'class A {',
      '  #p() {}',
      '  m() {}',
      '}',
      'const helper = (u) => u;',
      'res.send = function send(body) {};',
      'const LIMIT = 5;',
      'module.exports = { A, helper };',
    ].join('\n');
    assert.deepEqual(outline(text, 'javascript'), [
      '3/4-7 function foo+',
      '8/8-11 class A+',
      '9/9-9 method A.#p',
      '10/10-10 method A.m+',
      '12/12-12 function helper+',
      '13/13-13 method send+',
      '14/14-14 constant LIMIT',
    ]);
    assert.deepEqual(imports(text, 'javascript'), ['./a.js', 'y']);
    const [foo] = parser.parse(text, 'javascript').definitions;
    assert.equal(foo?.signature, 'export async function foo( z, )');
    assert.equal(foo?.doc, 'Does it.');
  });

  it('reads TypeScript, its declarations and components with JSX', () => {
    const text =
      'export interface I {\n  go(a: T): void;\n}\nexport type X = 1;\nabstract class C {\n  private f(): void {}\n}\nexport { C };\n@Dec()\nexport class D {}\n';
    assert.deepEqual(outline(text, 'typescript'), [
      '1/1-3 interface I+',
      '2/2-2 method I.go+',
      '4/4-4 type X+',
      '5/5-7 class C+',
      '6/6-6 method C.f',
      '9/10-10 class D+',
    ]);
    assert.deepEqual(outline('export const A = (p: P) => <b>{p.x}</b>;', 'tsx'), ['1/1-1 function A+']);
  });

  it('reads Python: docstrings, decorators, private names, what is taken from a package', () => {
    const text =
      'from .a import b, c as d\nimport os\n@dec\nclass A:\n    """Doc of A."""\n    def m(self):\n        def inner(): pass\n    def _p(self): pass\n# above\ndef f(): pass\n';
    assert.deepEqual(outline(text, 'python'), [
      '3/4-8 class A+',
      '6/6-7 method A.m+',
      '7/7-7 function m.inner',
      '8/8-8 method A._p',
      '9/10-10 function f+',
    ]);
    assert.deepEqual(imports(text, 'python'), ['.a b c', 'os']);
    assert.equal(parser.parse(text, 'python').definitions[0]?.doc, 'Doc of A.');
  });

  it('reads Go: methods with their receiver, groups of constants', () => {
    const text =
      'package p\nimport (\n "fmt"\n x "a.com/b"\n)\n// T is it.\ntype T struct{}\ntype I interface {\n Do()\n}\nconst (\n A = 1\n b\n)\nfunc (t *T) Do() {}\nfunc f[K any](k K) {}\n';
    assert.deepEqual(outline(text, 'go'), [
      '6/7-7 class T+',
      '8/8-10 interface I+',
      '9/9-9 method I.Do+',
      '12/12-12 constant A+',
      '13/13-13 constant b',
      '15/15-15 method T.Do+',
      '16/16-16 function f',
    ]);
    assert.deepEqual(imports(text, 'go'), ['fmt', 'a.com/b']);
  });

  it('reads Rust: impl blocks, use trees, and items inside of macros', () => {
    const text = [
      'use crate::a::{b, c::{D, e as F}};',
      'mod foo;',
      '/// Doc',
      '#[derive(Debug)]',
      'pub struct S<T> { a: T }',
      'impl<T> S<T> {',
      '    pub fn new() -> Self {}',
      '}',
      'cfg_rt! {',
      '    /// Spawns.',
      '    pub fn spawn<F>(f: F) {',
      '    }',
      '}',
    ].join('\n');
    assert.deepEqual(outline(text, 'rust'), ['3/5-5 class S+', '7/7-7 method S.new+', '10/11-12 function spawn+']);
    assert.deepEqual(imports(text, 'rust'), ['crate::a::b', 'crate::a::c::D', 'crate::a::c::e', 'self::foo']);
  });

  it('reads Java, C#, C++, Ruby and PHP', () => {
    assert.deepEqual(
      outline(
        'import a.B;\n/** Doc */\n@Foo\npublic class A {\n  private int x;\n  @Override\n  public String m() {}\n}\n',
        'java',
      ),
      ['2/4-8 class A+', '5/5-5 variable A.x', '6/7-7 method A.m+'],
    );
    assert.deepEqual(
      outline('namespace N {\n  public class A {\n    [X]\n    public int M() => 1;\n    void P() {}\n  }\n}\n', 'c#'),
      ['1/1-7 module N+', '2/2-6 class N.A+', '3/4-4 method A.M+', '5/5-5 method A.P'],
    );
    assert.deepEqual(
      outline(
        '#include "a.h"\nclass A {\n  int m(int a);\n};\nint A::m(int a) { return 1; }\nstatic int *f() {}\n',
        'c++',
      ),
      ['2/2-4 class A+', '3/3-3 method A.m+', '5/5-5 method A.m+', '6/6-6 function f'],
    );
    assert.deepEqual(outline('# doc\nclass A < C\n  def m(a)\n  end\n  def self.s; end\nend\n', 'ruby'), [
      '1/2-6 class A+',
      '3/3-4 method A.m+',
      '5/5-5 method A.s+',
    ]);
    assert.deepEqual(imports("<?php\nuse A\\{D, E as F};\nrequire __DIR__ . '/x.php';\n", 'php'), [
      'A\\D',
      'A\\E',
      './x.php',
    ]);
  });

  it('reads the script of a component, with the lines of the file', () => {
    const text =
      '<template>\n <a/>\n</template>\n<script setup lang="ts">\nexport function foo(a: string) {}\n</script>\n';
    assert.deepEqual(outline(text, 'vue'), ['5/5-5 function foo+']);
  });

  it('reads a language without a grammar by patterns, and any other not at all', async () => {
    assert.equal(await parser.load('kotlin'), false);
    assert.equal(parser.parse('fun go() {\n}\n', 'kotlin').by, 'patterns');
    assert.equal(parser.parse('anything', 'text').by, 'none');
  });

  it('leaves a file alone that is too long, is one endless line, or takes too long', () => {
    assert.equal(parser.parse('a;'.repeat(limits.parsedChars), 'javascript').by, 'none');
    assert.equal(parser.parse(`go(${'a, '.repeat(limits.parsedFileLineChars)})`, 'javascript').by, 'none');
    assert.equal(parser.parse('go()', 'javascript').by, 'grammar');
  });

  it('gives up a parse after its time, and reads the next file as ever', async () => {
    let now = 0;
    const slow = createCodeParser(folder, { ...systemClock, monotonic: () => (now += limits.parseMs) }, silentLog);
    await slow.load('javascript');
    assert.equal(slow.parse('function a() { go(); }\n'.repeat(200), 'javascript').by, 'none');
    assert.equal(slow.parse('function a() {}', 'javascript').by, 'grammar');
  });

  it('goes on with the other grammars when one is faulty or missing', async () => {
    const damaged = mkdtempSync(join(tmpdir(), 'wee-grammars-'));
    try {
      for (const file of ['tree-sitter.wasm', 'tree-sitter-go.wasm'])
        copyFileSync(join(folder, file), join(damaged, file));
      writeFileSync(join(damaged, 'tree-sitter-python.wasm'), 'not a grammar');
      const other = createCodeParser(damaged, systemClock, silentLog);
      assert.deepEqual(await Promise.all(['python', 'ruby', 'go', 'python'].map((language) => other.load(language))), [
        false,
        false,
        true,
        false,
      ]);
      assert.equal(other.parse('package p\nfunc f() {}\n', 'go').definitions[0]?.name, 'f');
    } finally {
      rmSync(damaged, { recursive: true, force: true });
    }
  });

  it('keeps every line inside the file and gives the same again, whatever the text', () => {
    const pieces = [
      'function a(',
      'class A {',
      '}',
      'def f(x):\n  """doc',
      '"""',
      'pub fn x<',
      'cfg! {',
      'impl',
      '#include <',
      '/** é😀 */',
      '//',
      '\r\n',
      '\n',
      'export default',
      "'",
      '`${',
      '<?php',
      'end',
      '=> {',
    ];
    const source = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 12 })), { maxLength: 40 });
    fc.assert(
      fc.property(source, fc.constantFrom(...Object.keys(grammars)), (parts, language) => {
        const text = parts.join(' ');
        const last = text.split('\n').length;
        const parsed = parser.parse(text, language);
        for (const { firstLine = 1, line, endLine } of parsed.definitions) {
          assert.ok(1 <= firstLine && firstLine <= line && line <= endLine && endLine <= last);
        }
        assert.deepEqual(parser.parse(text, language), parsed);
      }),
      { numRuns: 300 },
    );
  });
});
