import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseCode } from '../../../../../src/engine/context/code/parse-code.ts';
import { limits } from '../../../../../src/engine/limits.ts';

const LANGUAGES = ['javascript', 'typescript', 'python', 'go', 'rust', 'java', 'c#'];

const spans = (text: string, language: string) =>
  parseCode(text, language).definitions.map(({ name, line, endLine }) => [name, line, endLine]);

describe('parseCode', () => {
  it('ends a JavaScript function after its body when the signature takes several lines', () => {
    assert.deepEqual(spans('function a(\n  one,\n  two,\n) {\n  return one;\n}\nfunction b() {\n}\n', 'javascript'), [
      ['a', 1, 6],
      ['b', 7, 8],
    ]);
  });

  it('ends a Python function after its body when the signature takes several lines', () => {
    assert.deepEqual(spans('def f(\n    a,\n) -> int:\n    """Adds."""\n    return 1\n\nx = 2\n', 'python'), [
      ['f', 1, 5],
    ]);
  });

  it('sees the docstring below a signature of several lines', () => {
    assert.equal(parseCode('def f(\n    a,\n):\n    """Adds."""\n', 'python').definitions[0]?.documented, true);
  });

  it('does not take a call with a callback for a method', () => {
    assert.deepEqual(spans("describe('a', function () {\n  it('b', function (done) {\n  })\n})\n", 'javascript'), []);
  });

  it('counts lines alike with CRLF and characters outside ASCII', () => {
    assert.deepEqual(spans('/* é😀 */\r\nfunction a() {\r\n}\r\n', 'javascript'), [['a', 2, 3]]);
  });

  it('keeps no more imports of a file than the limit', () => {
    const text = 'import "x"\n'.repeat(limits.definitionsPerFile + 5);
    assert.equal(parseCode(text, 'javascript').imports.length, limits.definitionsPerFile);
  });

  it('never throws and keeps every line inside the file, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.constantFrom(...LANGUAGES), (text, language) => {
        const last = text.split('\n').length;
        for (const { line, endLine } of parseCode(text, language).definitions) {
          assert.ok(line >= 1 && line <= endLine && endLine <= last);
        }
      }),
    );
  });
});
