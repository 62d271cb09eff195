// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is code that is parsed.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CodeParser } from '../../../../../src/engine/context/code/code-parser.ts';
import { createCodeParser } from '../../../../../src/engine/context/code/tree-sitter-parser.ts';
import { silentLog } from '../../../../../src/engine/ports/log.ts';
import { grammarFolder } from '../../../../../src/node/grammar-folder.ts';
import { systemClock } from '../../../../../src/node/system-clock.ts';

const folder = grammarFolder('no/dist') ?? grammarFolder('dist') ?? '';

/** Code with what each language has of things that reach far: quotes, comments, indents, embedded code, signs of two halves. */
const CODE: Readonly<Record<string, string>> = {
  javascript:
    "import a, { b as c } from './a.js';\nconst x = require('y');\n/** Does it: 😀. */\nexport async function foo(z, { w } = {}) {\n  const s = `a ${z ? `b ${w}` : '😀'} c`;\n  return /[/*]+/.test(s) ? s\n    : z\n}\nclass A extends x.B {\n  #p() {}\n  static m = () => this.#p() /* x */\n  get g() { return 1 }\n}\nres.send = function send(body) {};\nmodule.exports = { A, foo };\n",
  typescript:
    "import type { T } from '../t.ts';\nexport interface I<K extends string = 'é'> {\n  go(a: T): void;\n  readonly [key: string]: unknown;\n}\nexport type X = { [P in keyof T]?: T[P] } | `a${string}`;\nabstract class C<U> implements I {\n  private f(a = <U>b): asserts a is U {}\n  declare x: Array<Array<U>>;\n}\nexport const enum E { A = 1 << 2, B }\nnamespace N { export function g() {} }\n@Dec({ a: 1 })\nexport class D {}\nexport { C };\n",
  tsx: 'export const A = (p: P) => <b {...p} title="😀">{p.x}<C.D<T> /> text &amp; </b>;\nfunction F<T,>() { return <>{[1].map((n) => <li key={n}>{n}</li>)}</> }\n',
  vue: '<template><b>{{ x }}</b></template>\n<script setup lang="ts">\nimport A from \'./A.vue\';\n/** Doc. */\nexport function f() { return 1 }\n</script>\n<style>b { c: d }</style>\n',
  python:
    'from .a import b, c as d\nimport os\n\n@dec(1)\nclass A(B, metaclass=C):\n    """Doc of A: 😀."""\n    x: int = 1\n\n    async def m(self, *a, **k):\n        def inner(): pass\n        if a:\n            return f"{a!r:>{k}} {\'é\'}"\n        # a comment\n        match a:\n            case [1, *_]: pass\n\n# above\ndef f(a=(1,\n  2)): return lambda q: q\n',
  go: 'package p\nimport (\n\t"fmt"\n\tx "a.com/b"\n)\n// T is it.\ntype T[K any] struct { a, b int `json:"😀"` }\ntype I interface {\n\tDo(f func(int) (int, error))\n\t~int | string\n}\nconst (\n\tA = iota\n\tb\n)\nfunc (t *T[K]) Do() { go func() { x := []int{1}; _ = x[0] }() }\nfunc f[K any](k K) {}\n',
  rust: "use crate::a::{b, c::{D, e as F}};\nmod foo;\n/// Doc 😀\n#[derive(Debug)]\npub struct S<'a, T: 'a> { a: &'a T }\nimpl<T> S<'_, T> {\n    pub fn new() -> Self { let s = r#\"a \" b\"#; let c = '}'; s /* a /* b */ */ }\n}\ncfg_rt! {\n    /// In a macro.\n    pub fn spawn() { println!(\"{}\", 1) }\n    cfg_io! {\n        pub struct Inner;\n    }\n}\nmacro_rules! m { ($a:expr) => { fn q() { $a } } }\npub trait R { fn t(&self); }\n",
  java: 'package a.b;\nimport static c.D.*;\n/** Doc 😀 */\n@A(b = "c")\nclass X {}\npublic class E<T extends F & G> implements H {\n  private static final int I = 1;\n  public <U> E(U... u) { super(); }\n  @Override public List<? super T> j() throws K { return l.<M>n().map(o -> (p) o); }\n  String s = """\n    text " here\n    """;\n  enum Q { R { void s() {} }, T; }\n  record V(int w) { V { } }\n}\n',
  'c#': 'using System;\nnamespace A.B;\n/// <summary>Doc 😀</summary>\n[Attr("x")]\npublic class C<T> : D where T : new() {\n  public int E { get; set; } = 1;\n  public async Task<int> F(int a, string b = @"c""d") => await G<int>(a < 1, b > $"x{a}");\n  interface I { void J(); }\n#if X\n  enum K { L }\n#endif\n}\n',
  'c++':
    '#include <a.h>\n#define X(a) \\\n  a\nnamespace n {\n/** Doc 😀 */\ntemplate <class T> class A : public B<T> {\n public:\n  A() : x(1) {}\n  int f(int a) const { return R"x(\n)" )x"[a]; }\n  T x;\n};\n}\nint A::g(int (*h)(int)) { a < b > c; f(x)(y); return (a) * b; }\n#ifdef Y\nstruct Z { enum { Q }; };\n#endif\n',
  ruby: 'require "a"\nmodule M\n  # Doc 😀\n  class A < B\n    def c(d = 1, *e, f: nil)\n      x = <<~EOS\n        text #{d} "quoted"\n      EOS\n      [1].each { |y| puts "#{y}" if y / 2 }\n      %w[a b]\n    end\n    def self.g = 1\n    attr_reader :h\n  end\nend\n',
  php: '<html><?php\nnamespace A;\nuse B\\{C, D as E};\n/** Doc 😀 */\nabstract class F extends G implements H {\n  const I = 1;\n  public function j(?int $a = null): string { return <<<X\n    text {$a["k"]} ${b}\n    X . fn($x) => $x; }\n}\nfunction k() { ?><b>html</b><?php }\n',
};

/** What people type, what opens or closes something that reaches far, and signs of one, two and three bytes and of two halves. */
const TYPED = [
  ...[
    'x',
    'é',
    '😀',
    ' ',
    '\n',
    '\r\n',
    '\t',
    '  ',
    '1',
    '_',
    '$',
    ';',
    ',',
    '.',
    ':',
    '=',
    '<',
    '>',
    '=>',
    '!',
    '&',
    '\\',
  ],
  ...[
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '"',
    "'",
    '`',
    '/*',
    '*/',
    '//',
    '#',
    '"""',
    '<!--',
    '<?php',
    '?>',
    'r#"',
    '"#',
    '<<~EOS\n',
    'EOS\n',
  ],
  ...[
    'class A {}\n',
    'function f() {}\n',
    'def f():\n  pass\n',
    'end\n',
    'fn f() {}\n',
    'cfg! { fn f() {} }\n',
    '// a comment 😀\n',
    '# one\n',
  ],
];

/** One place of a text, from 0 to 1, from where on so many characters are replaced; or back to an earlier text. */
const edit = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      less: fc.nat(3),
      more: fc.constantFrom('', ...TYPED),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      less: fc.nat(200),
      more: fc.constantFrom(...TYPED),
    }),
  },
  { weight: 3, arbitrary: fc.record({ back: fc.nat(5) }) },
);

describe('parsing a file again', () => {
  let parser: CodeParser;

  before(async () => {
    parser = createCodeParser(folder, systemClock, silentLog);
    for (const language of Object.keys(CODE)) assert.equal(await parser.load(language), true, language);
  });

  for (const [language, code] of Object.entries(CODE))
    it(`finds what a first parse finds, whatever was edited in between: ${language}`, () => {
      let file = 0;
      fc.assert(
        fc.property(fc.boolean(), fc.array(edit, { maxLength: 12 }), (crlf, edits) => {
          const texts = [crlf ? code.replaceAll('\n', '\r\n') : code];
          const name = `file ${file++}`;
          parser.parse(texts[0] ?? '', language, name);
          for (const one of edits) {
            const text = texts.at(-1) ?? '';
            if ('back' in one) texts.push(texts.at(-1 - one.back) ?? code);
            else {
              const at = Math.round(one.at * text.length);
              texts.push(text.slice(0, at) + one.more + text.slice(at + one.less));
            }
            const now = texts.at(-1) ?? '';
            assert.deepEqual(parser.parse(now, language, name), parser.parse(now, language), JSON.stringify(now));
          }
        }),
        { numRuns: Number(process.env.WEE_EDIT_RUNS ?? 40) },
      );
    });
});
