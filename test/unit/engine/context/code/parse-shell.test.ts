import assert from 'node:assert/strict';
import { parseCode } from '../../../../../src/engine/context/code/parse-code.ts';

describe('Shell scripts', () => {
  const read = (...lines: string[]) => parseCode(lines.join('\n'), 'shell');
  const outline = (...lines: string[]) =>
    read(...lines).definitions.map(
      ({ name, line, firstLine, endLine, parent, signature }) =>
        `${firstLine}/${line}-${endLine} ${parent === undefined ? '' : `${parent}.`}${name}: ${signature}`,
    );

  it('define functions in each way of writing them', () => {
    assert.deepEqual(
      outline(
        'foo() {',
        '  bar',
        '}',
        'function my-fun {',
        '  if x; then {',
        '    y',
        '  } fi',
        '}',
        'one() { go; }',
        'sub()',
        '(',
        '  cd x',
        ')',
      ),
      ['1/1-3 foo: foo()', '4/4-8 my-fun: function my-fun', '9/9-9 one: one()', '10/10-13 sub: sub()'],
    );
  });

  it('tell what stands above a function, and which one it is in', () => {
    const { definitions } = read('# Starts it.', '# Twice.', 'outer() {', '  inner() {', '    go', '  }', '}');
    assert.deepEqual(
      definitions.map(({ name, doc, parent, firstLine }) => [name, doc, parent, firstLine]),
      [
        ['outer', 'Starts it. Twice.', undefined, 1],
        ['inner', undefined, 'outer', 4],
      ],
    );
  });

  it('have neither calls nor comments nor texts taken for functions', () => {
    assert.deepEqual(
      outline('foo "a()" {', '# bar() {', 'cat <<EOF', 'baz() {', '}', 'EOF', 'x=$(go)', 'case $1 in a) b;; esac'),
      [],
    );
  });

  it('name the files that they source', () => {
    const { imports } = read(
      '. ./lib.sh',
      'if x; then source other.sh; fi',
      'echo . no',
      '. "$HERE/unknown.sh"',
      '# . not.sh',
    );
    assert.deepEqual(
      imports.map(({ line, specifier }) => [line, specifier]),
      [
        [1, './lib.sh'],
        [2, 'other.sh'],
      ],
    );
  });

  it('are read in a moment even where nothing ever closes', () => {
    assert.equal(read(...Array.from({ length: 100_000 }, () => 'a() {')).definitions.length, 1_000);
  });
});
