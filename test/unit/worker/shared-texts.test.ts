import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CodeText } from '../../../src/engine/context/code/code-parser.ts';
import { limits } from '../../../src/engine/limits.ts';
import { SharedTexts } from '../../../src/worker/parser/shared-texts.ts';

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', '\n', '😀', '😁'), maxLength: 12 }),
  fc.constantFrom('x'.repeat(limits.treeChars / 3), 'y'.repeat(limits.treeChars), 'z'.repeat(limits.treeChars + 1)),
);
const file = fc.option(fc.integer({ min: 0, max: limits.treesKept + 3 }).map(String), { nil: undefined });

describe('texts that both ends of a pipe have', () => {
  it('come as they were sent, whichever go for want of room', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(file, text), { maxLength: 60 }), (all) => {
        const [here, there] = [new SharedTexts(), new SharedTexts()];
        for (const [name, now] of all) {
          const code: CodeText = { text: now, language: 'java', ...(name !== undefined && { file: name }) };
          assert.deepEqual(there.unpack(structuredClone(here.pack(code))), code);
        }
      }),
    );
  });

  it('go as what differs the second time', () => {
    const here = new SharedTexts();
    const code = { text: 'class A {}\n', language: 'java', file: 'A.java' };
    assert.equal(here.pack(code), code);
    assert.deepEqual(here.pack({ ...code, text: 'class A { int b; }\n' }), {
      language: 'java',
      file: 'A.java',
      change: { start: 9, oldEnd: 9, more: ' int b; ' },
    });
    assert.throws(() => new SharedTexts().unpack(here.pack(code)), /never sent/);
  });
});
